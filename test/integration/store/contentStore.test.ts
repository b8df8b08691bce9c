import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import { storeEntry } from '../../../src/store/storeLayout.ts';
import {
  collectFiles,
  integrityOfSkill,
  listFiles,
  sampleSkill,
  skillFile,
  treeOf,
} from '../../helpers/skillFiles.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
const skill = sampleSkill();
const integrity = integrityOfSkill(skill);
const mismatch = expect.objectContaining({ code: 'INTEGRITY_MISMATCH' });
let folder: string;
let root: string;
let store: ContentStore;
let target: string;

beforeEach(() => {
  folder = temporaryFolder();
  root = join(folder, 'store');
  target = join(folder, 'skill');
  store = new ContentStore(root, { fs: nodeFileSystem, clock: systemClock });
});

const save = (): Promise<Integrity> => store.import(treeOf(skill), integrity);

const installed = [
  `SKILL.md 644 ${Buffer.from(skill[0]?.bytes ?? []).toString()}`,
  'references/deep/notes.md 644 sample',
  'scripts/run.sh 755 #!/bin/sh\n',
];

describe('importing', () => {
  test('makes a skill available under its content hash', async () => {
    expect(await store.has(integrity)).toBe(false);
    expect(await store.import(treeOf(skill.toReversed()), null)).toBe(integrity);
    expect(await store.has(integrity)).toBe(true);
  });

  test('refuses other content than was expected, before anything is visible', async () => {
    const other = sampleSkill('other');
    await expect(store.import(treeOf(other), integrity)).rejects.toEqual(mismatch);
    expect(existsSync(root)).toBe(false);
  });

  test('T11 keeps what is written private and read-only', async () => {
    await save();
    const { directory, files, index } = storeEntry(root, integrity);
    const modes = [root, directory, files, join(files, 'scripts'), index].map(
      (path) => statSync(path).mode & 0o777,
    );
    expect(modes).toEqual([0o700, 0o700, 0o555, 0o555, 0o444]);
    expect(listFiles(files).map((line) => line.split(' ')[1])).toEqual(['444', '444', '555']);
  });

  test('leaves nothing in the store but the entry', async () => {
    await save();
    await save();
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
    expect(readdirSync(root).toSorted()).toEqual(['tmp', 'v1']);
  });

  test('keeps an entry that is whole', async () => {
    await save();
    const before = lstatSync(storeEntry(root, integrity).index).ino;
    await save();
    expect(lstatSync(storeEntry(root, integrity).index).ino).toBe(before);
  });

  test('T01 never leaves the store, even for a path that nobody judged', async () => {
    const hostile = [skillFile('../../escaped', 'x')];
    await expect(store.import(treeOf(hostile), null)).rejects.toMatchObject({
      code: 'UNSAFE_PATH',
    });
    expect(readdirSync(join(root, 'tmp'))).toEqual([]);
    expect(readdirSync(folder)).toEqual(['store']);
  });

  test('stores a skill of no files, and one of empty files', async () => {
    for (const files of [[], [skillFile('SKILL.md', '')]]) {
      const saved = await store.import(treeOf(files), null);
      const directory = join(folder, `filled-${files.length}`);
      await store.materialize(saved, directory, 'auto');
      expect(listFiles(directory)).toHaveLength(files.length);
    }
  });

  test('R04 sweeps what dead processes left for over an hour', async () => {
    const old = new Date(Date.now() - 3_700_000);
    const dead = '99999999';
    const names = [`${dead}-0123456789ab`, `${process.pid}-0123456789ab`, 'unknown'];
    for (const name of names) {
      mkdirSync(join(root, 'tmp', name, 'entry'), { recursive: true });
      utimesSync(join(root, 'tmp', name), old, old);
    }
    mkdirSync(join(root, 'tmp', `${dead}-ffffffffffff`));
    await save();
    expect(readdirSync(join(root, 'tmp')).toSorted()).toEqual(
      [`${process.pid}-0123456789ab`, `${dead}-ffffffffffff`, 'unknown'].toSorted(),
    );
  });
});

describe('materializing', () => {
  test('fills a new directory with files of its own', async () => {
    await save();
    await store.materialize(integrity, target, 'auto');
    expect(listFiles(target)).toEqual(installed);
    const inStore = statSync(join(storeEntry(root, integrity).files, 'SKILL.md'));
    expect(statSync(join(target, 'SKILL.md')).ino).not.toBe(inStore.ino);
    expect(inStore.nlink).toBe(1);
  });

  test('T11 obeys the umask', async () => {
    await save();
    const before = process.umask(0o077);
    try {
      await store.materialize(integrity, target, 'auto');
    } finally {
      process.umask(before);
    }
    expect(listFiles(target).map((line) => line.split(' ')[1])).toEqual(['600', '600', '700']);
    expect(statSync(target).mode & 0o777).toBe(0o700);
  });

  test('links a directory where that is asked for', async () => {
    await save();
    await store.materialize(integrity, target, 'symlink');
    expect(lstatSync(target).isSymbolicLink()).toBe(true);
    expect(readFileSync(join(target, 'references/deep/notes.md'), 'utf8')).toBe('sample');
  });

  test.each(['auto', 'symlink'] as const)('refuses a place that is taken (%s)', async (mode) => {
    await save();
    mkdirSync(target);
    writeFileSync(join(target, 'mine'), 'x');
    await expect(store.materialize(integrity, target, mode)).rejects.toMatchObject({
      code: 'EEXIST',
    });
    expect(listFiles(target)).toEqual(['mine 644 x']);
  });

  test('refuses a skill that the store lacks', async () => {
    await expect(store.materialize(integrity, target, 'auto')).rejects.toEqual(mismatch);
    expect(existsSync(target)).toBe(false);
  });

  test('reads the files back in the order of the content hash', async () => {
    await save();
    const paths: string[] = [];
    for await (const file of store.read(integrity)) paths.push(file.path);
    expect(paths).toEqual(['SKILL.md', 'references/deep/notes.md', 'scripts/run.sh']);
  });
});

/** A path in the entry, made writable as somebody who tampers would make it. */
function inFiles(path: string): string {
  const { files } = storeEntry(root, integrity);
  for (const name of ['.', 'references', 'references/deep', 'scripts']) {
    chmodSync(join(files, name), 0o755);
  }
  return join(files, path);
}

const damages: readonly (readonly [string, () => void])[] = [
  [
    'a flipped byte',
    () => {
      chmodSync(inFiles('SKILL.md'), 0o644);
      const bytes = readFileSync(inFiles('SKILL.md'));
      bytes[10] = (bytes[10] ?? 0) ^ 1;
      writeFileSync(inFiles('SKILL.md'), bytes);
    },
  ],
  ['a missing file', () => rmSync(inFiles('references/deep/notes.md'))],
  ['missing files', () => rmSync(inFiles('.'), { recursive: true })],
  [
    'a file in place of a directory',
    () => {
      const directory = inFiles('scripts');
      rmSync(directory, { recursive: true });
      writeFileSync(directory, '');
    },
  ],
  [
    'a changed index',
    () => {
      const { index } = storeEntry(root, integrity);
      chmodSync(index, 0o644);
      writeFileSync(index, readFileSync(index, 'utf8').replace(' 644 ', ' 755 '));
    },
  ],
  ['a missing index', () => rmSync(storeEntry(root, integrity).index)],
];

const additions: readonly (readonly [string, () => void])[] = [
  ['an extra file', () => writeFileSync(inFiles('extra'), '')],
  ['an extra link', () => symlinkSync('/etc', inFiles('extra'))],
];

describe('T13 a damaged entry', () => {
  test.each(damages)('with %s is neither copied, linked nor read', async (_, damage) => {
    await save();
    damage();
    await expect(store.materialize(integrity, target, 'auto')).rejects.toEqual(mismatch);
    await expect(store.materialize(integrity, target, 'symlink')).rejects.toEqual(mismatch);
    await expect(collectFiles(store.read(integrity))).rejects.toEqual(mismatch);
    expect(existsSync(target)).toBe(false);
  });

  test.each(additions)('with %s is not linked, and a copy is without it', async (_, damage) => {
    await save();
    damage();
    await expect(store.materialize(integrity, target, 'symlink')).rejects.toEqual(mismatch);
    await store.materialize(integrity, target, 'auto');
    expect(listFiles(target)).toEqual(installed);
  });

  test.each([...damages, ...additions])(
    'with %s is replaced by importing again',
    async (_, damage) => {
      await save();
      damage();
      await save();
      await store.materialize(integrity, target, 'symlink');
      expect(readdirSync(join(root, 'tmp'))).toEqual([]);
      await expect(collectFiles(store.read(integrity))).resolves.toHaveLength(3);
    },
  );
});
