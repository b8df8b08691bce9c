import { describe, expect, test } from '@jest/globals';
import { entryMode, listTree, parseCommit } from '../../../../src/git/protocol/commitTree.ts';
import { REPOSITORY_LIMITS } from '../../../../src/model/limits.ts';

const id = (digit: string): string => digit.repeat(40);
const tree = (...entries: [mode: string, name: string, id: string][]): Buffer =>
  Buffer.concat(
    entries.flatMap(([mode, name, of]) => [
      Buffer.from(`${mode} ${name}\0`),
      Buffer.from(of, 'hex'),
    ]),
  );
const list = (trees: Record<string, Buffer>) => listTree(id('0'), (name) => trees[name]);
const withCode = (code: string): unknown => expect.objectContaining({ code });

describe('parseCommit', () => {
  test('reads the tree and the committer time', () => {
    const text = `tree ${id('a')}\nparent ${id('b')}\nauthor A <a@x> 5 +0000\ncommitter A > <a@x> 1785542400 +0200\n\ncommitter B <b@x> 7 +0000\n`;
    expect(parseCommit(Buffer.from(text))).toEqual({
      tree: id('a'),
      committedAt: 1_785_542_400_000,
    });
  });

  test('refuses what names no tree, and takes an unreadable time as the epoch', () => {
    expect(() => parseCommit(Buffer.from('nothing'))).toThrow(withCode('GIT_PROTOCOL'));
    expect(parseCommit(Buffer.from(`tree ${id('a')}\n\n`)).committedAt).toBe(0);
  });
});

describe('listTree', () => {
  test('lists leaves in git order with whole paths, links and submodules as they are', () => {
    const trees = {
      [id('0')]: tree(
        ['40000', 'a', id('1')],
        ['100755', 'run', id('3')],
        ['120000', 'to', id('4')],
        ['160000', 'sub', id('5')],
      ),
      [id('1')]: tree(['100664', 'x y', id('2')]),
    };
    expect(list(trees)).toEqual([
      { path: 'a/x y', mode: '100644', id: id('2') },
      { path: 'run', mode: '100755', id: id('3') },
      { path: 'to', mode: '120000', id: id('4') },
      { path: 'sub', mode: '160000', id: id('5') },
    ]);
  });

  test.each([
    ['a missing subtree', tree(['40000', 'a', id('9')])],
    ['a cut entry', tree(['100644', 'a', id('1')]).subarray(0, -1)],
    ['a name without end', Buffer.from('100644 abc')],
    ['a name that is a path', tree(['100644', '../a', id('1')])],
    ['an empty name', tree(['100644', '', id('1')])],
    ['an unknown mode', tree(['020000', 'device', id('1')])],
    ['a mode that is no number', tree(['rwx', 'a', id('1')])],
  ])('T05 refuses %s', (_, root) => {
    expect(() => list({ [id('0')]: root })).toThrow(withCode('GIT_PROTOCOL'));
  });

  test('T05 stops at a tree bomb, with files or without', () => {
    for (const leaf of [tree(['100644', 'x', id('f')]), Buffer.alloc(0)]) {
      const trees: Record<string, Buffer> = { [id('9')]: leaf };
      for (let level = 0; level < 9; level++) {
        const names = Array.from({ length: 10 }, (_, index) => String(index));
        trees[id(String(level))] = tree(
          ...names.map((name): [string, string, string] => ['40000', name, id(String(level + 1))]),
        );
      }
      expect(() => list(trees)).toThrow(withCode('LIMIT_EXCEEDED'));
    }
  });

  test('T05 stops at a tree that is its own child', () => {
    expect(() => list({ [id('0')]: tree(['40000', 'again', id('0')]) })).toThrow(
      expect.objectContaining({
        code: 'LIMIT_EXCEEDED',
        data: { limit: REPOSITORY_LIMITS.treeDepth },
      }),
    );
  });
});

describe('entryMode', () => {
  test('keeps only what Paks knows of a mode', () => {
    expect(
      ['100644', '100664', '100600', '100755', '100775', '40000', '040000'].map(entryMode),
    ).toEqual(['100644', '100644', '100644', '100755', '100755', 'directory', 'directory']);
  });
});
