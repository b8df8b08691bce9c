import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { makeTemporaryDirectory, ownerOfTemporary } from '../../../src/io/temporaryDirectory.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

test('a temporary directory is private, names its process, and goes with all it holds', () => {
  const parent = join(temporaryFolder(), 'tmp');
  const directory = makeTemporaryDirectory(fs, parent);
  expect(statSync(directory.path).mode & 0o777).toBe(0o700);
  expect(ownerOfTemporary(basename(directory.path))).toBe(process.pid);
  expect(ownerOfTemporary('12-somebody-elses')).toBeNull();
  writeFiles(directory.path, { 'a/b': 'x' });
  directory.remove();
  directory.remove();
  expect(existsSync(directory.path)).toBe(false);
  expect(existsSync(parent)).toBe(true);
});
