import { rmSync } from 'node:fs';
import { expect, test } from '@jest/globals';
import { createProcessWorld } from '../../../src/io/processWorld.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

test('a working directory that was removed is a failure of the command, not of the program', () => {
  const before = process.cwd();
  const folder = temporaryFolder();
  process.chdir(folder);
  rmSync(folder, { recursive: true });
  try {
    const world = createProcessWorld();
    expect(() => world.workingDirectory).toThrow('the working directory is not there any more');
  } finally {
    process.chdir(before);
  }
});
