import { spawnSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { readRegularFile } from '../../../src/io/readRegularFile.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

test('R03 a file is read within its limit, and only a file', () => {
  const folder = temporaryFolder();
  writeFiles(folder, { 'paks.toml': '12345' });
  symlinkSync('paks.toml', join(folder, 'link'));
  expect(spawnSync('mkfifo', [join(folder, 'pipe')]).status).toBe(0);
  const read = (name: string, limit = 5) => readRegularFile(fs, join(folder, name), limit);
  expect(Buffer.from(read('paks.toml') ?? []).toString()).toBe('12345');
  expect(Buffer.from(read('link') ?? []).toString()).toBe('12345');
  expect(read('missing')).toBeNull();
  expect(() => read('paks.toml', 4)).toThrow('has 5 bytes; the limit is 4');
  expect(() => read('pipe')).toThrow(expect.objectContaining({ code: 'FILE_ACCESS' }));
  expect(() => read('.')).toThrow('is not a file');
});
