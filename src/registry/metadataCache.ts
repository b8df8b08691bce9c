import { createHash, randomBytes } from 'node:crypto';
import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
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

/** Answers about skills on disk. Neither method throws: a cache that fails is an empty one. */
export interface MetadataCache {
  /** The answer about a skill, or null; a damaged or foreign entry is none. */
  read(id: SkillId): CachedAnswer | null;
  write(id: SkillId, answer: CachedAnswer): void;
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
  const fileOf = (id: SkillId): string => join(root, ...`${id}.json`.split('/'));
  return {
    read: (id) => {
      try {
        const text = new TextDecoder().decode(fileSystem.readFile(fileOf(id)));
        return parseEntry(text, subjectOf(scope, id));
      } catch {
        return null;
      }
    },
    write: (id, answer) => {
      const file = fileOf(id);
      const temporary = `${file}.${randomBytes(6).toString('hex')}.paks-tmp`;
      try {
        fileSystem.makeDirectories(dirname(file), 0o700);
        const text = formatEntry(answer, subjectOf(scope, id));
        fileSystem.writeFile(temporary, text, { mode: 0o600, exclusive: true });
        fileSystem.rename(temporary, file);
      } catch {
        removeQuietly(fileSystem, temporary);
      }
    },
  };
}

const FORMAT = 'v1';

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
function subjectOf({ registryUrl }: CacheScope, id: SkillId): string {
  return `${registryUrl} ${id}`;
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
