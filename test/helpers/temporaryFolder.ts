import { mkdirSync, mkdtempSync, realpathSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach } from '@jest/globals';
import { nodeFileSystem } from '../../src/io/FileSystem.ts';
import { removeReadOnlyTree } from '../../src/io/removeReadOnlyTree.ts';

/** Makes empty directories that are removed after the test that made them. */
export function temporaryFolders(): () => string {
  const made: string[] = [];
  afterEach(() => {
    for (const path of made.splice(0)) removeReadOnlyTree(nodeFileSystem, path);
  });
  return () => {
    const path = realpathSync(mkdtempSync(join(tmpdir(), 'paks-test-')));
    made.push(path);
    return path;
  };
}

/** Writes files (path → text) below a directory. */
export function writeFiles(root: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), text);
  }
}
