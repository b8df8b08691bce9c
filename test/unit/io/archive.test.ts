import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { readArchive, writeArchive } from '../../../src/io/archive.ts';
import { hashFile } from '../../../src/io/contentHash.ts';
import type { SkillFile } from '../../../src/model/SkillTree.ts';
import { chunked, TAR_END, tarball, tarEntry } from '../../helpers/tarball.ts';

const file = (path: string, text: string, mode: 0o644 | 0o755 = 0o644): SkillFile => ({
  path,
  mode,
  bytes: Buffer.from(text),
});

async function read(archive: Uint8Array): Promise<SkillFile[]> {
  const files: SkillFile[] = [];
  for await (const each of readArchive(chunked(archive))) files.push(each);
  return files;
}

describe('an archive', () => {
  test('gives back the files it was made of', async () => {
    const segment = fc.stringMatching(/^[A-Za-zé日_-]{1,60}$/);
    const path = fc
      .array(segment, { minLength: 1, maxLength: 4 })
      .map((segments) => segments.join('/'))
      .filter((each) => Buffer.byteLength(each) <= 400);
    const content = fc.uint8Array({ maxLength: 1200 });
    const mode = fc.constantFrom<0o644 | 0o755>(0o644, 0o755);
    const files = fc.uniqueArray(fc.record({ path, mode, bytes: content }), {
      selector: (each) => each.path,
      maxLength: 5,
    });
    await fc.assert(
      fc.asyncProperty(files, async (list) => {
        const back = await read(writeArchive(list));
        const hashes = (all: readonly SkillFile[]) =>
          all.map(hashFile).sort((left, right) => (left.path < right.path ? -1 : 1));
        expect(hashes(back)).toEqual(hashes(list));
      }),
    );
  });

  test('has the same bytes whatever the order of the files', () => {
    const files = [file('b', '2'), file('SKILL.md', '1'), file('a/x', '3', 0o755)];
    expect(Buffer.from(writeArchive(files.toReversed())).equals(writeArchive(files))).toBe(true);
  });

  test('has a gzip header without time, name or operating system', () => {
    const header = Buffer.from(writeArchive([file('SKILL.md', 'x')])).subarray(0, 10);
    expect(header.toString('hex')).toBe('1f8b08000000000000ff');
  });

  test('accepts what other writers add that changes nothing', async () => {
    const archive = tarball(
      { name: 'skill/', type: '5' },
      { name: 'skill/docs', type: '5' },
      { name: 'PaxHeader', type: 'x', content: '20 mtime=1700000000\n' },
      { name: 'skill/docs/a.md', content: 'a', type: '\0' },
      { name: 'b.md', prefix: 'skill/docs', content: 'b', mode: '100755 ' },
    );
    expect((await read(archive)).map(({ path, mode }) => [path, mode])).toEqual([
      ['SKILL.md', 0o644],
      ['docs/a.md', 0o644],
      ['docs/b.md', 0o755],
    ]);
  });

  test('may be padded with zeros, as tar does', async () => {
    const padded = gzipSync(
      Buffer.concat([tarEntry({ name: 'skill/SKILL.md' }), TAR_END, new Uint8Array(8192)]),
    );
    expect(await read(padded)).toHaveLength(1);
  });
});

const fourGib = 4 * 1024 ** 3;
const good = tarball();
const pax = (content: string | Uint8Array) => ({ name: 'PaxHeader', type: 'x', content });
const record = (text: string) => `${text.length + 4} ${text}\n`;
const tarOf = (...parts: readonly Uint8Array[]) => gzipSync(Buffer.concat(parts));

describe('a hostile archive', () => {
  test.each<[string, Uint8Array, string]>([
    ['T01 an absolute path', tarball({ name: '/etc/passwd' }), 'not below'],
    ['T01 a path that climbs out', tarball({ name: 'skill/../../x' }), 'relative segment'],
    ['T01 a drive', tarball({ name: 'skill/C:/x' }), 'a character'],
    ['T01 a backslash', tarball({ name: 'skill/..\\x' }), 'a character'],
    ['T01 a directory that climbs out', tarball({ name: 'skill/../x/', type: '5' }), 'relative'],
    [
      'T01 a pax path that climbs out',
      tarball(pax(record('path=skill/../x')), { name: 'a' }),
      'relative',
    ],
    [
      'T01 a prefix that climbs out',
      tarball({ name: 'x', prefix: 'skill/..' }),
      'relative segment',
    ],
    [
      'T02 a symbolic link',
      tarball({ name: 'skill/l', type: '2', link: '/etc' }),
      'a symbolic link',
    ],
    [
      'T02 a hard link',
      tarball({ name: 'skill/l', type: '1', link: 'skill/SKILL.md' }),
      'hard link',
    ],
    ['T02 a link name on a plain file', tarball({ name: 'skill/l', link: '/etc' }), 'holds a link'],
    ['T02 a character device', tarball({ name: 'skill/d', type: '3' }), 'a device'],
    ['T02 a named pipe', tarball({ name: 'skill/p', type: '6' }), 'a named pipe'],
    ['T04 a name that is not UTF-8', tarball({ name: Uint8Array.of(0x73, 0xff) }), 'not UTF-8'],
    ['T06 a git directory', tarball({ name: 'skill/.GIT/config' }), 'spelling of `.git`'],
    ['T11 a setuid file', tarball({ name: 'skill/x', mode: '0004755' }), 'special mode bits'],
    ['T13 another root', tarball({ name: 'other/x' }), 'not below'],
    ['T13 a file named like the root', tarball({ name: 'skill' }), 'not below'],
    [
      'T13 a directory with a content',
      tarball({ name: 'skill/d', type: '5', content: 'x' }),
      'a content',
    ],
    ['T13 an unknown type', tarball({ name: 'skill/x', type: 'S' }), 'unknown type'],
    [
      'T13 a GNU long name',
      tarball({ name: '././@LongLink', type: 'L', content: 'x' }),
      'unknown type',
    ],
    [
      'T13 a global header',
      tarball({ name: 'x', type: 'g', content: record('comment=x') }),
      'global',
    ],
    ['T13 a second size', tarball(pax(record('size=12')), { name: 'skill/a' }), 'two sizes'],
    ['T13 a pax link', tarball(pax(record('linkpath=/')), { name: 'skill/a' }), '`linkpath`'],
    [
      'T13 a GNU sparse file',
      tarball(pax(record('GNU.sparse.major=1')), { name: 'skill/a' }),
      'GNU.sparse',
    ],
    [
      'T13 a pax key twice',
      tarball(pax(record('path=a').repeat(2)), { name: 'skill/a' }),
      'repeats `path`',
    ],
    [
      'T13 a pax record of a wrong length',
      tarball(pax('99 path=a\n'), { name: 'skill/a' }),
      'malformed',
    ],
    ['T13 a pax record without a key', tarball(pax('5 =a\n'), { name: 'skill/a' }), 'malformed'],
    [
      'T13 an oversized pax header',
      tarball(pax('x'.repeat(9000)), { name: 'skill/a' }),
      'oversized',
    ],
    [
      'T13 two pax headers in a row',
      tarball(pax(record('path=skill/a')), pax(record('path=skill/b'))),
      'two extended',
    ],
    ['T13 a pax header at the end', tarball(pax(record('path=skill/a'))), 'ends after'],
    ['T13 data in the padding', tarball({ name: 'skill/a', content: 'x', padding: 1 }), 'padding'],
    [
      'T13 data after the end',
      tarOf(tarEntry({ name: 'skill/a' }), TAR_END, TAR_END, tarEntry({ name: 'b' })),
      'goes on after',
    ],
    [
      'T13 one empty block, then data',
      tarOf(tarEntry({ name: 'skill/a' }), new Uint8Array(512), tarEntry({ name: 'b' })),
      'goes on after',
    ],
    ['T13 a second gzip member', Buffer.concat([good, good]), 'goes on after'],
    ['T13 bytes after the gzip', Buffer.concat([good, Buffer.from('PK')]), 'goes on after'],
    [
      'T13 a wrong header checksum',
      tarball({ name: 'skill/a', checksum: '0000001\0' }),
      'is damaged',
    ],
    ['T13 an old tar', tarball({ name: 'skill/a', magic: '' }), 'not in the ustar format'],
    [
      'T13 a size in base 256',
      tarball({ name: 'skill/a', size: '\x00\x00\x00\x00\x00' }),
      'malformed size',
    ],
    ['T13 a negative size', tarball({ name: 'skill/a', size: '-0000000001' }), 'malformed size'],
    ['T13 a zip', Buffer.from('PK\u0003\u0004'.padEnd(100)), 'is not gzip'],
    [
      'T13 a gzip with a comment',
      Buffer.from([0x1f, 0x8b, 8, 16, 0, 0, 0, 0, 0, 0, 65, 0]),
      'unusual gzip',
    ],
  ])('is refused: %s', async (_, archive, reason) => {
    const failure = await read(archive).catch((error: unknown) => error);
    expect(failure).toMatchObject({ message: expect.stringContaining(reason), exit: 5 });
  });

  test('T05 a bomb is refused at the limit, not after it', async () => {
    const zeros = Buffer.alloc(100 * 1024 * 1024);
    const bomb = tarOf(tarEntry({ name: 'skill/a', size: '00620000000' }), zeros);
    expect(bomb.length).toBeLessThan(200_000);
    await expect(read(bomb)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('T05 a body without end is refused at the limit', async () => {
    const part = new Uint8Array(1024 * 1024);
    async function* endless(): AsyncGenerator<Uint8Array> {
      for (;;) yield part;
    }
    const reading = (async () => {
      for await (const each of readArchive(endless())) expect(each).toBeUndefined();
    })();
    await expect(reading).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('T05 of several large ones, one at a time is unpacked', async () => {
    const large = writeArchive([file('SKILL.md', ''), file('big', 'x'.repeat(9_000_000))]);
    const first = readArchive(chunked(large))[Symbol.asyncIterator]();
    const second = readArchive(chunked(large))[Symbol.asyncIterator]();
    await first.next();
    let arrived = false;
    const wait = async (): Promise<void> => {
      await second.next();
      arrived = true;
    };
    const waiting = wait();
    expect(await read(writeArchive([file('SKILL.md', 'small')]))).toHaveLength(1);
    expect(arrived).toBe(false);
    await first.return?.();
    await waiting;
    await second.return?.();
    expect(arrived).toBe(true);
  });

  test('R02 a damaged one is refused', async () => {
    const flipped = Buffer.from(writeArchive([file('SKILL.md', 'some text'.repeat(50))]));
    const last = flipped.length - 6;
    flipped[last] = (flipped[last] ?? 0) ^ 1;
    await expect(read(flipped)).rejects.toMatchObject({
      message: expect.stringContaining('checksum'),
    });
  });
});

describe('R02 an archive that was cut short', () => {
  const whole = writeArchive([file('SKILL.md', createHash('sha512').update('x').digest('hex'))]);

  test('at any byte is told from a hostile one', async () => {
    for (let length = 0; length < whole.length; length++) {
      const cut = whole.subarray(0, length);
      await expect(read(cut)).rejects.toMatchObject({ code: 'NETWORK_TRUNCATED' });
    }
  });

  test.each<[string, Uint8Array]>([
    ['before the end marker', tarOf(tarEntry({ name: 'skill/a', content: 'x' }))],
    ['inside a content', tarOf(tarEntry({ name: 'skill/a', size: '00000010000' }))],
    ['after one empty block', tarOf(tarEntry({ name: 'skill/a' }), new Uint8Array(512))],
    ['far from a promised size', tarball({ name: 'skill/a', size: fourGib.toString(8) })],
    ['inside the gzip name', Buffer.from([0x1f, 0x8b, 8, 8, 0, 0, 0, 0, 0, 0, 65])],
  ])('%s', async (_, archive) => {
    await expect(read(archive)).rejects.toMatchObject({ code: 'NETWORK_TRUNCATED' });
  });
});
