import { existsSync, readdirSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, expect, test } from '@jest/globals';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import type { Integrity } from '../../../src/model/Integrity.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import { entryBytes, listEntries } from '../../../src/store/listEntries.ts';
import { findUnused, removeEntries } from '../../../src/store/prune.ts';
import { storeEntry } from '../../../src/store/storeLayout.ts';
import { sampleSkill, treeOf } from '../../helpers/skillFiles.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
const services = { fs, clock: systemClock };
let root: string;
let store: ContentStore;
let saved: Integrity[];

beforeEach(async () => {
  root = join(temporaryFolder(), 'store');
  store = new ContentStore(root, services);
  saved = [];
  for (const text of ['one', 'two', 'three']) {
    saved.push(await store.import(treeOf(sampleSkill(text)), null));
  }
});

function age(integrity: Integrity, hours: number): void {
  const then = new Date(Date.now() - hours * 3_600_000);
  utimesSync(storeEntry(root, integrity).directory, then, then);
}

const unused = (keep: readonly Integrity[] = []) =>
  findUnused(services, root, (each) => keep.includes(each)).map((entry) => entry.integrity);

test('a store lists its entries and their sizes', () => {
  expect(
    listEntries(fs, root)
      .map((entry) => entry.integrity)
      .toSorted(),
  ).toEqual(saved.toSorted());
  const content = sampleSkill('one').reduce((sum, file) => sum + file.bytes.length, 0);
  const [first = '' as Integrity] = saved;
  expect(entryBytes(fs, storeEntry(root, first))).toBeGreaterThan(content);
});

test('a store that does not exist has no entries', () => {
  expect(listEntries(fs, join(root, 'nowhere'))).toEqual([]);
});

test('R06 an entry is unused when nobody keeps it and it has rested for over an hour', () => {
  const [kept = '' as Integrity, old = '' as Integrity, young = '' as Integrity] = saved;
  age(kept, 2);
  age(old, 2);
  age(young, 0.9);
  expect(unused([kept])).toEqual([old]);
});

test('R06 an entry that an install has just found is not unused', async () => {
  const [old = '' as Integrity] = saved;
  age(old, 2);
  expect(await store.has(old)).toBe(true);
  expect(unused()).toEqual([]);
});

test('removed entries are gone, and what was gone already is not counted', async () => {
  const [first = '' as Integrity, second = '' as Integrity] = saved;
  const entries = [first, second].map((each) => storeEntry(root, each));
  expect(removeEntries(fs, root, entries)).toEqual([first, second]);
  expect(removeEntries(fs, root, entries)).toEqual([]);
  expect(await store.has(first)).toBe(false);
  expect(existsSync(storeEntry(root, second).directory)).toBe(false);
  expect(listEntries(fs, root)).toHaveLength(1);
  expect(readdirSync(join(root, 'tmp'))).toEqual([]);
});

test('a cache that may not be written still answers', async () => {
  const [first = '' as Integrity] = saved;
  age(first, 2);
  const readOnly = {
    ...fs,
    changeTimes: () => {
      throw Object.assign(new Error('read only'), { code: 'EROFS' });
    },
  };
  expect(await new ContentStore(root, { fs: readOnly, clock: systemClock }).has(first)).toBe(true);
});
