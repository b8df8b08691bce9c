import { isPackageName } from '../model/packageName.ts';
import { isPortableName } from '../model/portableName.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { isRegistryName } from '../model/registryName.ts';
import type { GitReference, Source } from '../model/Source.ts';
import { isNormalDirectory, isNormalUrl, isRelativeFolder } from './normalForms.ts';

/**
 * A source as one text that {@link parseSource} reads back: `registry+NAME`,
 * `git+URL#branch=NAME&path=DIRECTORY`, `path+FOLDER`, `npm+PACKAGE#skill=NAME`.
 */
export function formatSource(source: Source): string {
  switch (source.kind) {
    case 'registry':
      return `registry+${source.registry}`;
    case 'path':
      return `path+${source.path}`;
    case 'npm':
      return `npm+${source.package}${source.skill === '' ? '' : `#skill=${escape(source.skill)}`}`;
    case 'git': {
      const parts = [...referenceParts(source.reference)];
      if (source.path !== '') parts.push(`path=${escape(source.path)}`);
      return `git+${source.url}${parts.length === 0 ? '' : `#${parts.join('&')}`}`;
    }
  }
}

/** Reads what {@link formatSource} wrote; null for every other text, and for unsafe names in it. */
export function parseSource(text: string): Source | null {
  const [kind, rest] = splitAt(text, '+');
  if (rest === null) return null;
  switch (kind) {
    case 'registry':
      return isRegistryName(rest) ? { kind, registry: rest } : null;
    case 'path':
      return isRelativeFolder(rest) ? { kind, path: rest } : null;
    case 'npm': {
      const source = parseNpm(rest);
      return source !== null && formatSource(source) === text ? source : null;
    }
    case 'git': {
      const source = parseGit(rest);
      return source !== null && formatSource(source) === text ? source : null;
    }
    default:
      return null;
  }
}

function parseNpm(text: string): Source | null {
  const [name, fragment] = splitAt(text, '#');
  const skill = fragment === null ? '' : unescape(fragment.replace(/^skill=/, ''));
  if (!isPackageName(name) || (fragment !== null && !isPortableName(skill))) return null;
  return { kind: 'npm', package: name, skill };
}

function parseGit(text: string): Source | null {
  const [url, fragment] = splitAt(text, '#');
  if (!isNormalUrl(url)) return null;
  let reference: GitReference = { kind: 'default' };
  let path = '';
  for (const part of fragment === null ? [] : fragment.split('&')) {
    const [key, value] = splitAt(part, '=');
    if (key === 'path') {
      path = unescape(value ?? '');
      continue;
    }
    const read = readReference(key, value);
    if (read === null) return null;
    reference = read;
  }
  return isNormalDirectory(path) ? { kind: 'git', url, path, reference } : null;
}

function referenceParts(reference: GitReference): readonly string[] {
  switch (reference.kind) {
    case 'default':
      return [];
    case 'versions':
      return ['versions'];
    case 'branch':
    case 'tag':
      return [`${reference.kind}=${escape(reference.name)}`];
    case 'commit':
      return [`rev=${escape(reference.id)}`];
  }
}

function readReference(key: string, value: string | null): GitReference | null {
  if (key === 'versions' && value === null) return { kind: 'versions' };
  const name = unescape(value ?? '');
  if (!isReferenceName(name)) return null;
  switch (key) {
    case 'branch':
    case 'tag':
      return { kind: key, name };
    case 'rev':
      return { kind: 'commit', id: name };
    default:
      return null;
  }
}

function splitAt(text: string, separator: string): [string, string | null] {
  const index = text.indexOf(separator);
  return index < 0 ? [text, null] : [text.slice(0, index), text.slice(index + separator.length)];
}

function escape(text: string): string {
  return text.replace(/[%&#]/g, (character) => `%${character.charCodeAt(0).toString(16)}`);
}

function unescape(text: string): string {
  return text.replace(/%(2[356])/g, (_, hex: string) =>
    String.fromCharCode(Number.parseInt(hex, 16)),
  );
}
