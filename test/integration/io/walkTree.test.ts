import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { readTree, walkTree } from '../../../src/io/walkTree.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
let skill: string;

beforeEach(() => {
  skill = temporaryFolder();
  writeFiles(skill, { 'SKILL.md': 'x' });
});

const refused = (code: string) => expect.objectContaining({ code });

describe('a folder', () => {
  test('is listed in the order of the content hash, with modes and sizes', () => {
    writeFiles(skill, { 'scripts/run.sh': '#!', 'scripts/a b.md': '', 'scripts.md': 'abc' });
    chmodSync(join(skill, 'scripts/run.sh'), 0o750);
    expect(walkTree(fs, skill).map(({ path, mode, size }) => [path, mode, size])).toEqual([
      ['SKILL.md', 0o644, 1],
      ['scripts.md', 0o644, 3],
      ['scripts/a b.md', 0o644, 0],
      ['scripts/run.sh', 0o755, 2],
    ]);
  });

  test('gives its bytes', async () => {
    writeFiles(skill, { 'a/b': 'text' });
    const files: [string, string][] = [];
    for await (const { path, bytes } of readTree(fs, skill)) {
      files.push([path, Buffer.from(bytes).toString()]);
    }
    expect(files).toEqual([
      ['SKILL.md', 'x'],
      ['a/b', 'text'],
    ]);
  });

  test('T06 gives nothing of .git', () => {
    writeFiles(skill, { '.git/config': '', 'vendor/.git/HEAD': '', 'vendor/a': '' });
    expect(walkTree(fs, skill).map((file) => file.path)).toEqual(['SKILL.md', 'vendor/a']);
  });

  test('gives a link inside it as the file it leads to', async () => {
    writeFiles(skill, { 'docs/a.md': 'linked' });
    symlinkSync('docs/b.md', join(skill, 'c.md'));
    symlinkSync('a.md', join(skill, 'docs/b.md'));
    chmodSync(join(skill, 'docs/a.md'), 0o755);
    const files = walkTree(fs, skill).map(({ path, mode, source }) => [path, mode, source]);
    const source = join(skill, 'docs/a.md');
    expect(files.slice(1)).toEqual([
      ['c.md', 0o755, source],
      ['docs/a.md', 0o755, source],
      ['docs/b.md', 0o755, source],
    ]);
  });

  test.each([
    ['leaves the folder', '../secret'],
    ['is absolute', '/etc/passwd'],
    ['is absolute, even to a name that the skill has', '/docs/a.md'],
    ['leads to nothing', 'missing.md'],
    ['leads to a directory', 'docs'],
    ['goes through a linked directory', 'alias/a.md'],
    ['leads to itself', 'link'],
    ['leads into .git', '.git/config'],
  ])('T02 may not hold a link that %s', (_, target) => {
    writeFiles(skill, { 'docs/a.md': '', '.git/config': '' });
    writeFiles(temporaryFolder(), { secret: 'x' });
    if (target.startsWith('alias')) symlinkSync('docs', join(skill, 'alias'));
    symlinkSync(target, join(skill, 'link'));
    expect(() => walkTree(fs, skill)).toThrow(refused('UNSAFE_LINK'));
  });

  test('T02 may not hold a pipe', () => {
    expect(spawnSync('mkfifo', [join(skill, 'pipe')]).status).toBe(0);
    expect(() => walkTree(fs, skill)).toThrow(refused('UNSAFE_PATH'));
  });

  test('T05 is refused before a file over the limit is read', () => {
    writeFileSync(join(skill, 'big'), '');
    truncateSync(join(skill, 'big'), 16 * 1024 * 1024 + 1);
    expect(() => walkTree(fs, skill)).toThrow('`big` has 16777217 bytes; the limit is 16777216');
  });

  test('T05 is refused when all its files together are over the limit', () => {
    for (const name of ['a', 'b', 'c', 'd', 'e']) {
      writeFileSync(join(skill, name), '');
      truncateSync(join(skill, name), 16 * 1024 * 1024);
    }
    expect(() => walkTree(fs, skill)).toThrow(refused('LIMIT_EXCEEDED'));
  });

  test('T05 is refused when its SKILL.md is over its own limit', () => {
    truncateSync(join(skill, 'SKILL.md'), 2 * 1024 * 1024 + 1);
    expect(() => walkTree(fs, skill)).toThrow('the limit is 2097152');
  });

  test('T04 is refused when it is too deep', () => {
    mkdirSync(join(skill, Array.from({ length: 20 }, () => 'd').join('/')), { recursive: true });
    expect(() => walkTree(fs, skill)).toThrow(refused('LIMIT_EXCEEDED'));
  });
});
