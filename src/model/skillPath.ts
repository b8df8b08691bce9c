import { PaksError } from '../errors/PaksError.ts';
import { SKILL_LIMITS } from './limits.ts';
import { whyNotPortable } from './portableName.ts';

/** The file that makes a directory a skill; spelled exactly so. */
export const SKILL_FILE = 'SKILL.md';

interface Seen {
  readonly path: string;
  readonly kind: 'file' | 'directory';
}

/**
 * Judges the paths of one skill, one after the other: each alone (relative, portable, within the
 * limits) and against all before it (no name twice, none that some file system takes for another,
 * none both file and directory). The only place that turns foreign text into a path (threats T01–T06).
 */
export class PathPolicy {
  readonly #seen = new Map<string, Seen>();

  /** Throws `UNSAFE_PATH` or `LIMIT_EXCEEDED`. */
  admitFile(path: string): void {
    const segments = splitSkillPath(path);
    if (segments.length === 1) refuseMisspeltSkillFile(path);
    let key = '';
    for (const [index, segment] of segments.entries()) {
      key += `/${collisionKey(segment)}`;
      const kind = index === segments.length - 1 ? 'file' : 'directory';
      this.#claim(key, { path: segments.slice(0, index + 1).join('/'), kind });
    }
  }

  #claim(key: string, claim: Seen): void {
    const before = this.#seen.get(key);
    if (before === undefined) {
      this.#seen.set(key, claim);
      return;
    }
    if (before.path !== claim.path) throw collision(before.path, claim.path);
    if (before.kind !== claim.kind) throw unsafe(claim.path, 'is both a file and a directory');
    if (claim.kind === 'file') throw unsafe(claim.path, 'is there twice');
  }
}

/** Judges all paths of one skill at once; see {@link PathPolicy}. */
export function checkSkillPaths(paths: Iterable<string>): void {
  const policy = new PathPolicy();
  for (const path of paths) policy.admitFile(path);
}

/** The segments of a path inside a skill. Throws `UNSAFE_PATH` or `LIMIT_EXCEEDED`. */
export function splitSkillPath(path: string): readonly string[] {
  if (path === '') throw unsafe(path, 'is empty');
  if (path.startsWith('/')) throw unsafe(path, 'is absolute');
  checkLimits(path);
  const segments = path.split('/');
  for (const segment of segments) {
    const reason = whyNotPortable(segment);
    if (reason !== null) throw unsafe(path, `has ${reason}`);
  }
  return segments;
}

/** Orders paths by their UTF-8 bytes, which for strings is the order of code points. */
export function comparePaths(left: string, right: string): number {
  const shorter = Math.min(left.length, right.length);
  for (let index = 0; index < shorter; index++) {
    const a = left.charCodeAt(index);
    const b = right.charCodeAt(index);
    if (a !== b) return codePointRank(a) - codePointRank(b);
  }
  return left.length - right.length;
}

/**
 * Equal for two names that some file system takes for one: compatibility forms, ignorable
 * characters and case do not count (`ß` is `ss`).
 */
export function collisionKey(name: string): string {
  const folded = name
    .normalize('NFKD')
    .replace(/\p{Default_Ignorable_Code_Point}/gu, '')
    .toLowerCase()
    .toUpperCase()
    .toLowerCase();
  return folded.normalize('NFC');
}

/** A surrogate stands for a code point above every other UTF-16 unit. */
function codePointRank(unit: number): number {
  return unit >= 0xd800 && unit <= 0xdfff ? unit + 0x10000 : unit;
}

function refuseMisspeltSkillFile(path: string): void {
  if (path === SKILL_FILE || collisionKey(path) !== collisionKey(SKILL_FILE)) return;
  throw unsafe(path, `has to be spelled \`${SKILL_FILE}\``, `rename it to \`${SKILL_FILE}\``);
}

function checkLimits(path: string): void {
  const bytes = new TextEncoder().encode(path).length;
  if (bytes > SKILL_LIMITS.pathBytes) {
    throw tooMuch(`${path.slice(0, 60)}...`, `has ${bytes} bytes`, SKILL_LIMITS.pathBytes);
  }
  const depth = path.split('/').length;
  if (depth > SKILL_LIMITS.depth) {
    throw tooMuch(path, `is ${depth} levels deep`, SKILL_LIMITS.depth);
  }
}

function collision(first: string, second: string): PaksError {
  return new PaksError('UNSAFE_PATH', {
    message: `\`${codePoints(first)}\` and \`${codePoints(second)}\` are one name on some systems`,
    hint: 'rename one of them',
    data: { paths: [first, second] },
  });
}

function unsafe(path: string, reason: string, hint?: string): PaksError {
  return new PaksError('UNSAFE_PATH', {
    message: `path \`${codePoints(path)}\` ${reason}`,
    hint,
    data: { paths: [path] },
  });
}

function tooMuch(path: string, value: string, limit: number): PaksError {
  return new PaksError('LIMIT_EXCEEDED', {
    message: `path \`${codePoints(path)}\` ${value}; the limit is ${limit}`,
    data: { path, limit },
  });
}

/** Text in which everything but plain ASCII shows its code point, so that twins can be told apart. */
function codePoints(text: string): string {
  return text.replace(
    /[^ -~]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
