import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { findProjectRoot, projectPlace } from '../../../src/project/findProject.ts';
import { loadProject } from '../../../src/project/loadProject.ts';
import { lockedSkills, type Project } from '../../../src/project/Project.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const folder = temporaryFolders();
const LOCK = `# Written by paks. Commit this file; do not edit it.
version = 1

[[skill]]
name = "style"
source = "path+./style"
`;

function load(files: Readonly<Record<string, string>>): Project {
  const root = folder();
  writeFiles(root, files);
  return loadProject(nodeFileSystem, projectPlace(root, 'project'), 'paks');
}

describe('findProjectRoot', () => {
  test('finds the nearest manifest at or above a directory', () => {
    const root = folder();
    writeFiles(root, { 'paks.toml': '', 'a/b/c/file': '', 'a/b/paks.toml': '' });

    expect(findProjectRoot(nodeFileSystem, root)).toBe(root);
    expect(findProjectRoot(nodeFileSystem, join(root, 'a'))).toBe(root);
    expect(findProjectRoot(nodeFileSystem, join(root, 'a/b/c'))).toBe(join(root, 'a/b'));
  });

  test('a directory of the name is no manifest', () => {
    const root = folder();
    mkdirSync(join(root, 'paks.toml'));

    expect(findProjectRoot(nodeFileSystem, root)).toBeNull();
  });
});

describe('loadProject', () => {
  test('an absent manifest is an empty one, an absent lock is none', () => {
    const project = load({});

    expect(project.manifest.skills).toEqual([]);
    expect(project.manifestText).toBe('');
    expect(project.lock).toEqual({ kind: 'absent' });
    expect(lockedSkills(project)).toEqual([]);
  });

  test('keeps the exact texts beside what they mean', () => {
    const manifest = '# mine\n[skills]\nstyle = { path = "./style" }\n';
    const project = load({ 'paks.toml': manifest, 'paks.lock': LOCK });

    expect(project.manifestText).toBe(manifest);
    expect(project.lock).toMatchObject({ kind: 'present', text: LOCK });
    expect(lockedSkills(project).map(({ id }) => id)).toEqual(['style']);
  });

  test('reads both sides of conflict markers', () => {
    const block = '\n[[skill]]\nname = "ZZ"\nsource = "path+./ZZ"\n';
    const sides = ['ours', 'theirs'].map((side) => block.replaceAll('ZZ', side));
    const text = `${LOCK}<<<<<<< HEAD\n${sides[0]}=======\n${sides[1]}>>>>>>> branch\n`;
    const project = load({ 'paks.toml': '', 'paks.lock': text });

    expect(project.lock).toMatchObject({ kind: 'conflict', text });
    expect(lockedSkills(project).map(({ id }) => id)).toEqual(['ours', 'style', 'theirs']);
  });

  test('a mistake in the manifest has its file and line', () => {
    expect(() => load({ 'paks.toml': '[skills]\n"acme/base" = 1\n' })).toThrow(
      expect.objectContaining({
        code: 'MANIFEST_INVALID',
        data: expect.objectContaining({ file: 'paks.toml', line: 2 }),
      }),
    );
  });

  test('a lock of a newer format is refused', () => {
    expect(() => load({ 'paks.lock': 'version = 2\n' })).toThrow(
      expect.objectContaining({ code: 'LOCKFILE_TOO_NEW' }),
    );
  });

  test.each([
    ['paks.toml', 'MANIFEST_INVALID'],
    ['paks.lock', 'LOCKFILE_INVALID'],
  ])('%s that is not UTF-8 is named', (name, code) => {
    const root = folder();
    writeFileSync(join(root, name), Buffer.from([0x23, 0xff, 0xfe]));

    expect(() => loadProject(nodeFileSystem, projectPlace(root, 'project'), 'paks')).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(name) }),
    );
  });
});
