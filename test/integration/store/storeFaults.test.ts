import { existsSync, lstatSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { beforeEach, describe, expect, test } from '@jest/globals';
import { codeOf } from '../../../src/errors/describeFailure.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { hashFile } from '../../../src/io/contentHash.ts';
import { type FileSystem, nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { ContentStore } from '../../../src/store/ContentStore.ts';
import { placeEntry } from '../../../src/store/placeEntry.ts';
import { type StoreEntry, storeEntry } from '../../../src/store/storeLayout.ts';
import { type FaultyFileSystem, faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
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
const skill = [...sampleSkill(), skillFile('assets/big.bin', 'x'.repeat(100_000))];
const integrity = integrityOfSkill(skill);
let folder: string;
let root: string;
let entry: StoreEntry;

beforeEach(() => {
  folder = temporaryFolder();
  root = join(folder, 'store');
  entry = storeEntry(root, integrity);
});

const storeOn = (fs: FileSystem) => new ContentStore(root, { fs, clock: systemClock });

/** Makes each call of an action fail in turn, and tells what happened each time. */
async function failEachCall(
  code: string,
  action: (fs: FileSystem) => Promise<unknown>,
  check: (faulty: FaultyFileSystem, error: unknown) => Promise<void>,
): Promise<number> {
  for (let call = 1; ; call++) {
    const faulty = faultyFileSystem(call, code);
    const error = await action(faulty.fs).then(
      () => null,
      (thrown: unknown) => thrown,
    );
    if (faulty.failed() === null) return call - 1;
    await check(faulty, error);
  }
}

describe.each(['ENOSPC', 'EIO'])('R04 %s at any call', (code) => {
  test('of an import leaves no entry or a whole one, no litter, and a retry succeeds', async () => {
    let last = 0;
    const calls = await failEachCall(
      code,
      (fs) => {
        root = join(folder, `store-${last++}`);
        entry = storeEntry(root, integrity);
        return storeOn(fs).import(treeOf(skill), integrity);
      },
      async (faulty, error) => {
        const litter = existsSync(join(root, 'tmp')) ? readdirSync(join(root, 'tmp')) : [];
        expect(litter).toHaveLength(faulty.failed() === 'removeTree' ? 1 : 0);
        expect([null, code]).toContain(error === null ? null : codeOf(error));
        expect(existsSync(entry.directory)).toBe(error === null);
        const store = storeOn(nodeFileSystem);
        expect(await store.import(treeOf(skill), integrity)).toBe(integrity);
        expect(await collectFiles(store.read(integrity))).toHaveLength(skill.length);
      },
    );
    expect(calls).toBeGreaterThan(20);
  });

  test('of repairing an entry never leaves it half repaired', async () => {
    const store = storeOn(nodeFileSystem);
    await failEachCall(
      code,
      async (fs) => {
        await store.import(treeOf(skill), integrity);
        nodeFileSystem.changeMode(entry.files, 0o755);
        nodeFileSystem.writeFile(join(entry.files, 'extra'), 'x');
        return storeOn(fs).import(treeOf(skill), integrity);
      },
      async () => {
        expect(await store.import(treeOf(skill), integrity)).toBe(integrity);
        expect(listFiles(entry.files)).toHaveLength(skill.length);
      },
    );
  });

  test('of materializing leaves no directory or a whole one, and a retry succeeds', async () => {
    const store = storeOn(nodeFileSystem);
    await store.import(treeOf(skill), integrity);
    mkdirSync(join(folder, 'targets'));
    let last = 0;
    const target = () => join(folder, 'targets', String(last));
    const calls = await failEachCall(
      code,
      (fs) => {
        last++;
        return storeOn(fs).materialize(integrity, target(), 'auto');
      },
      async (_, error) => {
        expect(codeOf(error)).toBe(code);
        expect(existsSync(target())).toBe(false);
        await store.materialize(integrity, target(), 'auto');
        expect(listFiles(target())).toHaveLength(skill.length);
      },
    );
    expect(calls).toBeGreaterThan(10);
  });
});

test('R06 who comes second leaves the entry of the first alone', async () => {
  let first: number | undefined;
  const files = { files: skill, hashed: skill.map(hashFile) };
  const fs: FileSystem = {
    ...nodeFileSystem,
    rename: (from, to) => {
      if (first === undefined) placeEntry(nodeFileSystem, { root, entry, skill: files });
      first ??= lstatSync(entry.index).ino;
      nodeFileSystem.rename(from, to);
    },
  };
  expect(await storeOn(fs).import(treeOf(skill), integrity)).toBe(integrity);
  expect(lstatSync(entry.index).ino).toBe(first);
});

test('R04 a disk that cannot clone is asked once, and copies are made instead', async () => {
  let asked = 0;
  const fs: FileSystem = {
    ...nodeFileSystem,
    cloneFile: () => {
      asked++;
      throw Object.assign(new Error('no clones here'), { code: 'ENOTSUP' });
    },
  };
  const store = storeOn(fs);
  await store.import(treeOf(skill), integrity);
  for (const name of ['one', 'two']) {
    await store.materialize(integrity, join(folder, name), 'auto');
    expect(listFiles(join(folder, name))).toHaveLength(skill.length);
  }
  expect(asked).toBe(1);
});

test('a clone gets the modes of an installed file, and is verified', async () => {
  const clones: string[] = [];
  let spoil = false;
  const fs: FileSystem = {
    ...nodeFileSystem,
    cloneFile: (from, to) => {
      clones.push(to);
      const bytes = Buffer.from(nodeFileSystem.readFile(from));
      nodeFileSystem.writeFile(to, spoil ? bytes.fill(0) : bytes, { mode: 0o444, exclusive: true });
    },
  };
  const store = storeOn(fs);
  await store.import(treeOf(skill), integrity);
  await store.materialize(integrity, join(folder, 'good'), 'auto');
  expect(clones).toEqual([join(folder, 'good', 'assets/big.bin')]);
  expect(listFiles(join(folder, 'good'))[1]?.slice(0, 18)).toBe('assets/big.bin 644');
  spoil = true;
  const spoiled = store.materialize(integrity, join(folder, 'bad'), 'auto');
  await expect(spoiled).rejects.toMatchObject({ code: 'INTEGRITY_MISMATCH' });
  expect(existsSync(join(folder, 'bad'))).toBe(false);
});
