import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { SkillFile } from '../../../../src/model/SkillTree.ts';
import { compareFiles, type FileChange } from '../../../../src/operations/diff/compareFiles.ts';

function file(path: string, content: string | Uint8Array, mode: 0o644 | 0o755 = 0o644): SkillFile {
  return { path, mode, bytes: typeof content === 'string' ? Buffer.from(content) : content };
}

/** The lines of one side, from the hunks of a text that changed everywhere within their context. */
function sideOf(change: FileChange | undefined, sign: '-' | '+'): string[] {
  const lines = change?.hunks.flatMap((hunk) => hunk.lines) ?? [];
  return lines
    .filter((line) => line.startsWith(sign) || line.startsWith(' '))
    .map((line) => line.slice(1));
}

describe('compareFiles', () => {
  test('added, removed, changed, of another mode and unchanged files, sorted by path', async () => {
    const from = [file('a', 'one\n'), file('b', 'gone\n'), file('m', '#!'), file('same', 'x')];
    const to = [file('a', 'two\n'), file('c', 'new\n'), file('m', '#!', 0o755), file('same', 'x')];

    const changes = await compareFiles(from, to);

    expect(changes.map(({ path, kind, added, removed }) => [path, kind, added, removed])).toEqual([
      ['a', 'changed', 1, 1],
      ['b', 'removed', 0, 1],
      ['c', 'added', 1, 0],
      ['m', 'mode', 0, 0],
    ]);
    expect(changes[0]?.hunks).toEqual([
      { fromLine: 1, fromLines: 1, toLine: 1, toLines: 1, lines: ['-one', '+two'] },
    ]);
  });

  test('binary files are told by size and hash', async () => {
    const [change] = await compareFiles(
      [file('logo.png', Uint8Array.from([1, 0, 2]))],
      [file('logo.png', Uint8Array.from([1, 0, 3, 4]))],
    );

    expect(change).toMatchObject({
      shown: 'binary',
      hunks: [],
      from: { size: 3 },
      to: { size: 4, sha256: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
  });

  test('the hunks hold both sides of any short texts', async () => {
    const text = fc.array(fc.constantFrom('a', 'b', '', 'c\r'), { maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(text, text, async (before, after) => {
        const [from, to] = [before, after].map((lines) =>
          lines.map((line) => `${line}\n`).join(''),
        );
        const [change] = await compareFiles([file('f', from ?? '')], [file('f', to ?? '')]);
        if (from === to) return expect(change).toBeUndefined();
        expect([sideOf(change, '-'), sideOf(change, '+')]).toEqual([before, after]);
      }),
    );
  });

  test('T05: one line of 16 MiB is told by size and hash', async () => {
    const line = Buffer.alloc(16 * 1024 * 1024, 'a');

    const [change] = await compareFiles([file('f.md', 'short')], [file('f.md', line)]);

    expect(change).toMatchObject({ shown: 'cut', hunks: [], to: { size: line.length } });
  });

  test('T05: long lines, long files and many files are cut, and each cut is told', async () => {
    const long = await compareFiles([file('f', 'x\n')], [file('f', `${'y'.repeat(100_000)}\n`)]);
    const many = Array.from({ length: 60 }, (_, index) =>
      file(`f${index}`, 'line\n'.repeat(1_000)),
    );
    const files = await compareFiles([], many);

    expect(long[0]?.shown).toBe('cut');
    expect(long[0]?.hunks[0]?.lines.at(-1)).toContain('… (98001 more characters)');
    const lines = files.flatMap(({ hunks }) => hunks.flatMap((hunk) => hunk.lines));
    expect(lines).toHaveLength(20_000);
    expect(files.filter(({ shown }) => shown === 'cut')).toHaveLength(40);
    expect(files).toHaveLength(60);
  });

  test('T05: texts with nothing in common are told as one replaced by the other', async () => {
    const lines = (sign: string) =>
      Array.from({ length: 9_000 }, (_, index) => `${sign}${index}\n`);

    const [change] = await compareFiles(
      [file('f', lines('a').join(''))],
      [file('f', lines('b').join(''))],
    );

    expect(change).toMatchObject({ added: 9_000, removed: 9_000, shown: 'text' });
    expect(change?.hunks).toHaveLength(1);
  });
});
