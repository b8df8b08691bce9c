import { chmodSync, existsSync, statSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { type FileSystem, nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { removeReadOnlyTree } from '../../../src/io/removeReadOnlyTree.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

/** A disk that removes nothing below a read-only directory, as it is for all but root. */
function strictDisk(watched: string): FileSystem {
  return {
    ...nodeFileSystem,
    removeTree: (path) => {
      if (existsSync(watched) && (statSync(watched).mode & 0o200) === 0) {
        throw Object.assign(new Error('permission denied'), { code: 'EACCES' });
      }
      nodeFileSystem.removeTree(path);
    },
  };
}

test('a read-only tree is removed, and what its links lead to is left alone', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'tree/a/b': 'x', 'outside/c': 'y' });
  symlinkSync('../outside', join(folder, 'tree/link'));
  chmodSync(join(folder, 'tree/a'), 0o555);
  chmodSync(join(folder, 'outside/c'), 0o444);
  removeReadOnlyTree(strictDisk(join(folder, 'tree/a')), join(folder, 'tree'));
  expect(existsSync(join(folder, 'tree'))).toBe(false);
  expect(statSync(join(folder, 'outside/c')).mode & 0o777).toBe(0o444);
});

test('nothing is no error, and other failures are', () => {
  const missing = join(temporaryFolder(), 'missing');
  expect(() => removeReadOnlyTree(nodeFileSystem, missing)).not.toThrow();
  const broken: FileSystem = {
    ...nodeFileSystem,
    removeTree: () => {
      throw Object.assign(new Error('broken'), { code: 'EIO' });
    },
  };
  expect(() => removeReadOnlyTree(broken, missing)).toThrow('broken');
});
