import { gzipSync } from 'node:zlib';

/** One header and its content, every field as the test wants it, right or wrong. */
export interface TarballEntry {
  readonly name: string | Uint8Array;
  readonly prefix?: string;
  /** The type flag; default a plain file. */
  readonly type?: string;
  readonly mode?: string;
  readonly link?: string;
  readonly content?: string | Uint8Array;
  /** The size field, where it should lie. */
  readonly size?: string;
  readonly magic?: string;
  readonly checksum?: string;
  /** The byte that fills the content's last block. */
  readonly padding?: number;
}

/** The end of every tar: two empty blocks. */
export const TAR_END = new Uint8Array(1024);

/** One entry's bytes. */
export function tarEntry(entry: TarballEntry): Uint8Array {
  const content = Buffer.from(entry.content ?? '');
  const block = Buffer.alloc(512);
  block.set(Buffer.from(entry.name).subarray(0, 100), 0);
  block.write(entry.mode ?? '0000644', 100);
  block.write('0000000', 108);
  block.write('0000000', 116);
  block.write(entry.size ?? content.length.toString(8).padStart(11, '0'), 124);
  block.write('00000000000', 136);
  block.write(' '.repeat(8), 148);
  block.write(entry.type ?? '0', 156);
  block.write(entry.link ?? '', 157);
  block.write(entry.magic ?? 'ustar\u000000', 257);
  block.write(entry.prefix ?? '', 345);
  const sum = block.reduce((total, byte) => total + byte, 0);
  block.write(entry.checksum ?? `${sum.toString(8).padStart(6, '0')}\0 `, 148);
  const tail = Buffer.alloc((512 - (content.length % 512)) % 512, entry.padding ?? 0);
  return Buffer.concat([block, content, tail]);
}

/** A gzipped tar of a good `skill/SKILL.md` and these entries. */
export function tarball(...entries: readonly TarballEntry[]): Uint8Array {
  const skill = { name: 'skill/SKILL.md', content: 'good' };
  return gzipSync(Buffer.concat([...[skill, ...entries].map(tarEntry), TAR_END]));
}

// A byte sequence as a network would deliver it.
export async function* chunked(bytes: Uint8Array, size = 1000): AsyncGenerator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}
