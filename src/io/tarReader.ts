import type { SkillFile } from '../model/SkillTree.ts';
import { splitSkillPath } from '../model/skillPath.ts';
import { cutShort, unsafeArchive } from './gzip.ts';
import { type PaxHeader, readPax } from './paxRecords.ts';
import {
  ARCHIVE_ROOT,
  paddedSize,
  TAR_BLOCK,
  TAR_FIELDS,
  type TarField,
  tarChecksum,
  USTAR_MAGIC,
} from './tarFormat.ts';

const strictUtf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SPECIAL_BITS = 0o7000;
const OWNER_EXECUTES = 0o100;

interface Header {
  readonly type: string;
  readonly path: string;
  readonly mode: number;
  readonly size: number;
}

interface Entry extends Header {
  readonly content: Uint8Array;
}

/**
 * The files of a skill in a tar, paths relative to `skill/` (or another root), in the tar's order; their bytes are
 * views of it. Reads plain files and directories in ustar with pax paths and refuses everything else
 * rather than repair it (threats T02, T13). Throws `UNSAFE_ARCHIVE`, `UNSAFE_PATH`, `LIMIT_EXCEEDED`
 * or, where the end is missing, `NETWORK_TRUNCATED`.
 */
export function readTar(tar: Uint8Array, root = ARCHIVE_ROOT): readonly SkillFile[] {
  const files: SkillFile[] = [];
  let extended: PaxHeader | null = null;
  for (const entry of entriesOf(tar)) {
    if (entry.type === 'x') {
      if (extended !== null) throw unsafeArchive('has two extended headers in a row');
      extended = readPax(entry.content);
      continue;
    }
    const file = toFile(extended === null ? entry : extend(entry, extended), root);
    if (file !== null) files.push(file);
    extended = null;
  }
  if (extended !== null) throw unsafeArchive('ends after an extended header');
  return files;
}

/** A size that differs from the header's own is how readers are made to see different archives. */
function extend(entry: Entry, { path, size }: PaxHeader): Entry {
  if (size !== null && size !== String(entry.size)) {
    throw unsafeArchive(`gives \`${entry.path}\` two sizes`);
  }
  return path === null ? entry : { ...entry, path };
}

function toFile(entry: Entry, root: string): SkillFile | null {
  const { type, mode, content } = entry;
  const path = belowRoot(entry.path, root, type === '5');
  if (type === '5') {
    if (content.length > 0) throw unsafeArchive(`gives the directory \`${path}\` a content`);
    return null;
  }
  if ((mode & SPECIAL_BITS) !== 0) throw unsafeArchive(`sets special mode bits on \`${path}\``);
  return { path, mode: (mode & OWNER_EXECUTES) === 0 ? 0o644 : 0o755, bytes: content };
}

function belowRoot(path: string, root: string, isDirectory: boolean): string {
  const whole = isDirectory && !path.endsWith('/') ? `${path}/` : path;
  if (!whole.startsWith(root)) {
    throw unsafeArchive(`holds \`${path}\`, which is not below \`${root}\``);
  }
  const relative = whole.slice(root.length);
  if (isDirectory && relative === '') return relative;
  splitSkillPath(isDirectory ? relative.slice(0, -1) : relative);
  return relative;
}

function* entriesOf(tar: Uint8Array): Generator<Entry> {
  let offset = 0;
  for (;;) {
    const block = blockAt(tar, offset);
    if (isZero(block)) break;
    const header = readHeader(block);
    const start = offset + TAR_BLOCK;
    const end = start + header.size;
    offset = start + paddedSize(header.size);
    if (offset > tar.length) throw cutShort();
    if (!isZero(tar.subarray(end, offset))) throw unsafeArchive('hides data in its padding');
    yield { ...header, content: tar.subarray(start, end) };
  }
  blockAt(tar, offset + TAR_BLOCK);
  if (!isZero(tar.subarray(offset))) throw unsafeArchive('goes on after its end');
}

function readHeader(block: Uint8Array): Header {
  if (numberIn(block, 'checksum') !== tarChecksum(block)) throw unsafeArchive('is damaged');
  const [start, length] = TAR_FIELDS.magic;
  const magic = String.fromCharCode(...block.subarray(start, start + length));
  if (magic !== USTAR_MAGIC) throw unsafeArchive('is not in the ustar format');
  const prefix = textIn(block, 'prefix');
  const name = textIn(block, 'name');
  const path = prefix === '' ? name : `${prefix}/${name}`;
  const type = typeOf(block, path);
  if (textIn(block, 'linkName') !== '') throw unsafeArchive(`holds a link at \`${path}\``);
  const size = numberIn(block, 'size');
  return { type, path, size, mode: numberIn(block, 'mode') };
}

const REFUSED_TYPES: ReadonlyMap<string, string> = new Map([
  ['1', 'a hard link'],
  ['2', 'a symbolic link'],
  ['3', 'a device'],
  ['4', 'a device'],
  ['6', 'a named pipe'],
  ['g', 'a global extended header'],
]);

function typeOf(block: Uint8Array, path: string): string {
  const type = String.fromCharCode(block[TAR_FIELDS.type[0]] ?? 0);
  if (type === '0' || type === '\0') return '0';
  if (type === '5' || type === 'x') return type;
  const what = REFUSED_TYPES.get(type) ?? `an entry of the unknown type \`${type}\``;
  throw unsafeArchive(`holds ${what} at \`${path}\``);
}

function textIn(block: Uint8Array, field: TarField): string {
  const [start, length] = TAR_FIELDS[field];
  const bytes = block.subarray(start, start + length);
  const end = bytes.indexOf(0);
  try {
    return strictUtf8.decode(end < 0 ? bytes : bytes.subarray(0, end));
  } catch {
    throw unsafeArchive('holds a name that is not UTF-8');
  }
}

function numberIn(block: Uint8Array, field: TarField): number {
  const [start, length] = TAR_FIELDS[field];
  const text = String.fromCharCode(...block.subarray(start, start + length));
  const digits = /^ *([0-7]{1,11})[ \0]*$/.exec(text)?.[1];
  if (digits === undefined) throw unsafeArchive(`has a malformed ${field} in a header`);
  return Number.parseInt(digits, 8);
}

function blockAt(tar: Uint8Array, offset: number): Uint8Array {
  if (offset + TAR_BLOCK > tar.length) throw cutShort();
  return tar.subarray(offset, offset + TAR_BLOCK);
}

function isZero(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index++) if (bytes[index] !== 0) return false;
  return true;
}
