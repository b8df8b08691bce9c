import { existsSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { projectPlace } from '../../../src/project/findProject.ts';
import { type ProjectTexts, saveProject } from '../../../src/project/saveProject.ts';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import { temporaryFolders, writeFiles } from '../../helpers/temporaryFolder.ts';

const folder = temporaryFolders();
const OLD = { 'paks.toml': 'old manifest', 'paks.lock': 'old lock' };
const BOTH: ProjectTexts = { manifest: 'new manifest', lock: 'new lock' };

function placeWith(files: Readonly<Record<string, string>>) {
  const root = folder();
  writeFiles(root, files);
  return projectPlace(root, 'project');
}

function contents(root: string): Record<string, string> {
  const names = readdirSync(root).sort();
  return Object.fromEntries(names.map((name) => [name, readFileSync(join(root, name), 'utf8')]));
}

describe('saveProject', () => {
  test('writes both, or only what is new', () => {
    const place = placeWith(OLD);

    saveProject(nodeFileSystem, place, { manifest: null, lock: 'new lock' });
    expect(contents(place.root)).toEqual({ 'paks.lock': 'new lock', 'paks.toml': 'old manifest' });
    saveProject(nodeFileSystem, place, { manifest: 'new manifest', lock: null });
    expect(contents(place.root)).toEqual({ 'paks.lock': 'new lock', 'paks.toml': 'new manifest' });
  });

  test('makes the directory of personal skills where there is none', () => {
    const place = projectPlace(join(folder(), 'config', 'global'), 'global');

    saveProject(nodeFileSystem, place, BOTH);

    expect(readFileSync(place.manifest, 'utf8')).toBe('new manifest');
  });

  test('the manifest comes first: a lock never answers a manifest that is not there yet', () => {
    const place = placeWith({});
    const order: string[] = [];
    const fs = {
      ...nodeFileSystem,
      rename: (from: string, to: string) => {
        order.push(to);
        nodeFileSystem.rename(from, to);
      },
    };

    saveProject(fs, place, BOTH);

    expect(order).toEqual([place.manifest, place.lock]);
  });

  test.each([
    ['both files exist', OLD],
    ['neither file exists', {}],
    ['only the manifest exists', { 'paks.toml': 'old manifest' }],
  ])('leaves everything as it was when any call fails, where %s', (_case, files) => {
    const counted = faultyFileSystem(0);
    saveProject(counted.fs, placeWith(files), BOTH);

    for (let call = 1; call <= counted.calls(); call++) {
      const place = placeWith(files);
      const faulty = faultyFileSystem(call);
      let failed = false;
      try {
        saveProject(faulty.fs, place, BOTH);
      } catch {
        failed = true;
      }
      expect(failed).toBe(true);
      expect({ call, after: contents(place.root) }).toEqual({ call, after: sorted(files) });
    }
  });

  test('T02: refuses to write through a link, and puts the manifest back', () => {
    const place = placeWith({ 'paks.toml': 'old manifest', elsewhere: 'not ours' });
    symlinkSync(join(place.root, 'elsewhere'), place.lock);

    expect(() => saveProject(nodeFileSystem, place, BOTH)).toThrow(
      expect.objectContaining({ code: 'UNSAFE_TARGET' }),
    );
    expect(readFileSync(place.manifest, 'utf8')).toBe('old manifest');
    expect(readFileSync(join(place.root, 'elsewhere'), 'utf8')).toBe('not ours');
  });

  test('takes a new manifest away again when the lock cannot be written', () => {
    const place = placeWith({ elsewhere: 'not ours' });
    symlinkSync(join(place.root, 'elsewhere'), place.lock);

    expect(() => saveProject(nodeFileSystem, place, BOTH)).toThrow();
    expect(existsSync(place.manifest)).toBe(false);
  });
});

function sorted(files: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(files).sort(([left], [right]) => (left < right ? -1 : 1)),
  );
}
