import type { FileMode, SkillFile } from '../model/SkillTree.ts';
import { inHashOrder } from './contentHash.ts';
import { paxRecord } from './paxRecords.ts';
import {
  ARCHIVE_ROOT,
  paddedSize,
  TAR_BLOCK,
  TAR_FIELDS,
  type TarField,
  tarChecksum,
  USTAR_MAGIC,
} from './tarFormat.ts';

/** A stand-in for a name that only the extended header before it can hold. */
const PAX_NAME = 'PaxHeader';

/**
 * A tar of a skill's files below `skill/` (or another root) whose bytes depend on the files alone: sorted, owners and
 * times zero, no directories, ustar names where they fit and pax paths where they do not.
 */
export function writeTar(files: Iterable<SkillFile>, root = ARCHIVE_ROOT): Uint8Array {
  const parts: Uint8Array[] = [];
  for (const file of inHashOrder(files)) {
    const path = root + file.path;
    const split = splitName(path);
    if (split === null) {
      const record = paxRecord('path', path);
      parts.push(header({ prefix: '', name: PAX_NAME }, 'x', record.length), ...padded(record));
    }
    const name = split ?? { prefix: '', name: PAX_NAME };
    parts.push(header(name, '0', file.bytes.length, file.mode), ...padded(file.bytes));
  }
  parts.push(new Uint8Array(2 * TAR_BLOCK));
  return Buffer.concat(parts);
}

interface SplitName {
  readonly prefix: string;
  readonly name: string;
}

/** The halves of an ASCII path that the two name fields can hold, or null. */
function splitName(path: string): SplitName | null {
  if (/[^\x20-\x7e]/.test(path)) return null;
  const longest = TAR_FIELDS.name[1];
  if (path.length <= longest) return { prefix: '', name: path };
  const slash = path.indexOf('/', path.length - longest - 1);
  if (slash < 0 || slash > TAR_FIELDS.prefix[1]) return null;
  return { prefix: path.slice(0, slash), name: path.slice(slash + 1) };
}

function header(
  path: SplitName,
  type: '0' | 'x',
  size: number,
  mode: FileMode = 0o644,
): Uint8Array {
  const block = Buffer.alloc(TAR_BLOCK);
  const put = (field: TarField, text: string): void => {
    block.write(text, TAR_FIELDS[field][0], 'latin1');
  };
  put('name', path.name);
  put('mode', octal(mode, 7));
  put('userId', octal(0, 7));
  put('groupId', octal(0, 7));
  put('size', octal(size, 11));
  put('time', octal(0, 11));
  put('type', type);
  put('magic', USTAR_MAGIC);
  put('prefix', path.prefix);
  put('checksum', `${octal(tarChecksum(block), 6)}\0 `);
  return block;
}

function padded(content: Uint8Array): readonly Uint8Array[] {
  return [content, new Uint8Array(paddedSize(content.length) - content.length)];
}

function octal(value: number, digits: number): string {
  return value.toString(8).padStart(digits, '0');
}
