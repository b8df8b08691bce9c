import { createHash, randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { listIfThere } from '../io/listIfThere.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';

/** Whose answers a cache holds: what one identity was told is never given to another. */
export interface CacheScope {
  readonly registryUrl: string;
  /** The token the answers were given for; null for anybody. */
  readonly token: string | null;
}

/** An answer of a registry as it was last confirmed. */
export interface CachedAnswer {
  readonly body: string;
  readonly etag: string | null;
  /** Milliseconds since the epoch. */
  readonly confirmedAt: number;
  /** Milliseconds after that for which the registry allows not to ask; null where it does not say. */
  readonly maxAge: number | null;
}

/** What an answer is about: a skill's versions, or what one of the functions below names. */
export type AnswerKey = SkillId | `.searches/${string}` | `.skills/${string}`;

/** The key of a search, by its path with the query in its fixed order (`searchPath`). */
export function searchKey(path: string): AnswerKey {
  return `${SEARCHES}/${sha256(path)}`;
}

/** The key of what a registry tells of a skill, or of one version, to people. */
export function skillKey(id: SkillId, version?: Version): AnswerKey {
  return version === undefined ? `${SKILLS}/${id}` : `${SKILLS}/${id}/${version}`;
}

/** Answers on disk. Neither method throws: a cache that fails is an empty one. */
export interface MetadataCache {
  /** The answer about it, or null; a damaged or foreign entry is none. */
  read(key: AnswerKey): CachedAnswer | null;
  write(key: AnswerKey, answer: CachedAnswer): void;
}

/**
 * One file a skill below `directory`, readable by its owner only. Files appear by a rename, without a
 * flush: an entry that a power cut tore fails its checksum and is asked for again.
 */
export function openMetadataCache(
  fileSystem: FileSystem,
  directory: string,
  scope: CacheScope,
): MetadataCache {
  const root = join(directory, FORMAT, scopeKey(scope));
  const fileOf = (key: AnswerKey): string => fileBelow(root, key);
  return {
    read: (key) => {
      try {
        const text = new TextDecoder().decode(fileSystem.readFile(fileOf(key)));
        return parseEntry(text, subjectOf(scope, key));
      } catch {
        return null;
      }
    },
    write: (key, answer) => {
      const file = fileOf(key);
      const temporary = `${file}.${randomBytes(6).toString('hex')}.paks-tmp`;
      try {
        fileSystem.makeDirectories(dirname(file), 0o700);
        const text = formatEntry(answer, subjectOf(scope, key));
        fileSystem.writeFile(temporary, text, { mode: 0o600, exclusive: true });
        fileSystem.rename(temporary, file);
      } catch {
        removeQuietly(fileSystem, temporary);
      }
    },
  };
}

/**
 * Drops what is kept about a skill and every search that might show it, of all registries and
 * identities: for whoever just published, yanked or unyanked. Never throws.
 */
export function forgetAnswers(fileSystem: FileSystem, directory: string, id: SkillId): void {
  const format = join(directory, FORMAT);
  try {
    for (const { name } of listIfThere(fileSystem, format)) {
      const root = join(format, name);
      fileSystem.removeTree(join(root, SEARCHES));
      fileSystem.removeTree(fileBelow(root, id));
      fileSystem.removeTree(fileBelow(root, skillKey(id)));
      fileSystem.removeTree(join(root, ...skillKey(id).split('/')));
    }
  } catch {
    // What is left grows stale by itself.
  }
}

const FORMAT = 'v1';
/** No account is called so. */
const SEARCHES = '.searches';
const SKILLS = '.skills';

function fileBelow(root: string, key: AnswerKey): string {
  return join(root, ...`${key}.json`.split('/'));
}

interface Header {
  readonly subject: string;
  readonly etag: string | null;
  readonly confirmedAt: number;
  readonly maxAge: number | null;
  readonly sha256: string;
}

/** A line of JSON about the body, then the body as it came. */
function formatEntry({ body, ...about }: CachedAnswer, subject: string): string {
  const header: Header = { subject, ...about, sha256: sha256(body) };
  return `${JSON.stringify(header)}\n${body}`;
}

function parseEntry(text: string, subject: string): CachedAnswer | null {
  const end = text.indexOf('\n');
  const header = JSON.parse(text.slice(0, end)) as Partial<Header>;
  const body = text.slice(end + 1);
  const { etag = null, confirmedAt, maxAge = null } = header;
  if (header.subject !== subject || header.sha256 !== sha256(body)) return null;
  if (typeof confirmedAt !== 'number') return null;
  return { body, etag, confirmedAt, maxAge };
}

/** What an entry is about, so that a file moved elsewhere is not taken for another's. */
function subjectOf({ registryUrl }: CacheScope, key: AnswerKey): string {
  return `${registryUrl} ${key}`;
}

function scopeKey({ registryUrl, token }: CacheScope): string {
  const identity = token === null ? 'anybody' : `token ${token}`;
  return sha256(`${registryUrl}\n${identity}`).slice(0, 32);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function removeQuietly(fileSystem: FileSystem, path: string): void {
  try {
    fileSystem.removeFile(path);
  } catch {
    // It was never written; the cache stays as it was.
  }
}
