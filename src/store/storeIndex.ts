import { fileLine, type HashedFile, inHashOrder, sha256Of } from '../io/contentHash.ts';
import { type Integrity, integrityHex } from '../model/Integrity.ts';
import type { FileMode } from '../model/SkillTree.ts';

/** A file as an entry's index names it. */
export interface IndexedFile {
  readonly path: string;
  readonly mode: FileMode;
  /** Of the content, lower-case hex. */
  readonly sha256: string;
}

const LINE = /^([0-9a-f]{64}) (644|755) (.+)$/;

/** The index of a skill: the text that its integrity is the hash of. */
export function formatIndex(files: Iterable<HashedFile>): string {
  return inHashOrder(files).map(fileLine).join('');
}

/** The files an index names, or null when its bytes are not those the integrity was made of. */
export function parseIndex(bytes: Uint8Array, integrity: Integrity): readonly IndexedFile[] | null {
  if (sha256Of(bytes) !== integrityHex(integrity)) return null;
  const files: IndexedFile[] = [];
  for (const line of new TextDecoder().decode(bytes).split('\n').slice(0, -1)) {
    const match = LINE.exec(line);
    if (match === null) return null;
    const [, sha256 = '', mode, path = ''] = match;
    files.push({ path, sha256, mode: mode === '755' ? 0o755 : 0o644 });
  }
  return files;
}
