import type { Dependency } from '../model/Dependency.ts';
import type { Pin } from '../model/Locator.ts';
import { isRange, parseRange } from '../model/Range.ts';
import { isSkillId } from '../model/SkillId.ts';
import { DEFAULT_REGISTRY, type RegistryName, type Source } from '../model/Source.ts';
import { formatSource, parseSource } from './sourceText.ts';

const FROM = ' from ';

/** The registry that an edge without `from` means: that of the skill it starts at, else the public one. */
export function homeRegistry(pin: Pin): RegistryName {
  return pin.kind === 'registry' ? pin.registry : DEFAULT_REGISTRY;
}

/** An edge as `id@range`, with ` from SOURCE` where that is not the home registry. */
export function formatDependency(dependency: Dependency, home: RegistryName): string {
  const { id, range, source } = dependency;
  const isHome = source.kind === 'registry' && source.registry === home;
  return `${id}@${range}${isHome ? '' : `${FROM}${formatSource(source)}`}`;
}

/** Reads what {@link formatDependency} wrote; null for every other text. */
export function parseDependency(text: string, home: RegistryName): Dependency | null {
  const at = text.indexOf('@');
  const from = text.indexOf(FROM, at);
  const id = text.slice(0, Math.max(0, at));
  const range = from < 0 ? text.slice(at + 1) : text.slice(at + 1, from);
  const source: Source | null =
    from < 0 ? { kind: 'registry', registry: home } : parseSource(text.slice(from + FROM.length));
  if (!isSkillId(id) || range === '' || !isRange(range) || source === null) return null;
  return { id, range: parseRange(range), source };
}
