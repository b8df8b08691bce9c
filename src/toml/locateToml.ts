import { scanToml, type TomlEntry } from './scanToml.ts';
import type { TomlPath } from './TomlDocument.ts';

/** A function from paths to offsets of one text; scans it when first called. */
export function locateToml(text: string): (path: TomlPath, part: 'key' | 'value') => number {
  let entries: readonly TomlEntry[] | undefined;
  return (path, part) => {
    entries ??= scanToml(text);
    for (let length = path.length; length > 0; length--) {
      const wanted = path.slice(0, length);
      const entry = entries.find((candidate) => startsWith(candidate.path, wanted));
      if (entry !== undefined) return offsetIn(entry, length, part);
    }
    return 0;
  };
}

/** True when `path` begins with `prefix`. */
export function startsWith(path: TomlPath, prefix: TomlPath): boolean {
  return prefix.length <= path.length && prefix.every((key, index) => path[index] === key);
}

function offsetIn(entry: TomlEntry, length: number, part: 'key' | 'value'): number {
  if (part === 'value' && entry.value !== null && entry.path.length === length) {
    return entry.value.start;
  }
  const named = entry.parts.findLast((candidate) => candidate.depth <= length);
  return named?.start ?? entry.start;
}
