import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeArchive } from '../../../src/io/archive.ts';
import { BUNDLE_ROOT } from '../../../src/io/tarFormat.ts';
import { readTar } from '../../../src/io/tarReader.ts';
import { writeTar } from '../../../src/io/tarWriter.ts';
import type { SkillFile } from '../../../src/model/SkillTree.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { GROUPED_MANIFEST as MANIFEST } from '../../helpers/groupedManifest.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const STYLE = { 'skills/style/SKILL.md': skillText('style') };

beforeAll(async () => {
  world = await startWorld();
  await world.publish({
    account: 'acme',
    name: 'base',
    version: '1.0.0',
    files: { 'a.md': 'a\n' },
  });
  await world.publish({ account: 'acme', name: 'lint', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST, files: STYLE });
  await project.run('install');
});

/** A machine that never saw the network, with the repository and the bundle. */
function closedNetwork(bundle: Uint8Array, lock = project.read('paks.lock')): TemporaryProject {
  const closed = world.project({ manifest: MANIFEST, files: { ...STYLE, 'paks.lock': lock } });
  writeFileSync(join(closed.path, 'skills.tar'), bundle);
  world.proxy.requests.length = 0;
  return closed;
}

async function makeBundle(): Promise<Uint8Array> {
  await project.run('bundle', '-o', 'skills.tar');
  return readFileSync(join(project.path, 'skills.tar'));
}

describe('bundle', () => {
  test('holds lock, manifest and every locked skill, groups too; folders of one’s own are left out', async () => {
    const run = await project.run('bundle', '-o', 'skills.tar', '--json');

    expect(run.exit).toBe(0);
    expectMatchesOutputSchema('bundle', run.json());
    expect(run.json()).toMatchObject({
      result: { bundle: 'skills.tar', skills: 2, leftOut: ['style'] },
    });
    const entries = readTar(readFileSync(join(project.path, 'skills.tar')), BUNDLE_ROOT);
    expect(entries.map(({ path }) => path.replace(/[0-9a-f]{64}/, 'HASH'))).toEqual([
      'paks.lock',
      'paks.toml',
      'skills/HASH.tgz',
      'skills/HASH.tgz',
    ]);
  });

  test('the same lock gives the same bytes, whatever the store held', async () => {
    const first = await makeBundle();
    const other = world.project({
      manifest: MANIFEST,
      files: { ...STYLE, 'paks.lock': project.read('paks.lock') },
    });
    await other.run('bundle');

    expect(readFileSync(join(other.path, 'paks-bundle.tar')).equals(first)).toBe(true);
  });

  test.each(['install', 'ci'])(
    '%s --from-bundle installs the same bytes and asks nobody',
    async (word) => {
      const closed = closedNetwork(await makeBundle());

      const run = await closed.run(word, '--from-bundle', 'skills.tar', '--group', 'review');

      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(world.proxy.requests).toEqual([]);
      expect(closed.tree('.claude/skills/base')).toEqual(project.tree('.claude/skills/base'));
      expect(closed.exists('.claude/skills/lint/SKILL.md')).toBe(true);
      expect(closed.exists('.claude/skills/style/SKILL.md')).toBe(true);
      expect(closed.read('paks.lock')).toBe(project.read('paks.lock'));
      expect((await closed.run('verify', '--offline')).exit).toBe(0);
    },
  );

  test('a patch of the project is applied over what the bundle holds', async () => {
    project.write('.claude/skills/base/a.md', 'ours\n');
    await project.run('patch', 'acme/base');
    const patch = 'patches/acme/base@1.0.0.patch';
    const closed = closedNetwork(await makeBundle());
    closed.write('paks.toml', project.read('paks.toml'));
    closed.write(patch, project.read(patch));

    const run = await closed.run('ci', '--from-bundle', 'skills.tar');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(closed.read('.claude/skills/base/a.md')).toBe('ours\n');
  });

  test('installs where Paks is told that there is no network', async () => {
    const closed = closedNetwork(await makeBundle());

    const run = await closed.run('ci', '--from-bundle', 'skills.tar', '--offline');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(closed.exists('.claude/skills/base/a.md')).toBe(true);
    expect(world.proxy.requests).toEqual([]);
  });

  test('replaces a bundle, and nothing else that -o may name', async () => {
    await makeBundle();
    const lock = project.read('paks.lock');

    const slip = await project.run('bundle', '-o', 'paks.lock');

    expect(slip).toMatchObject({ exit: 1 });
    expect(slip.stderr).toContain('paks.lock` is already there, and is no bundle');
    expect(project.read('paks.lock')).toBe(lock);
    expect((await project.run('bundle', '-o', 'skills.tar')).exit).toBe(0);
  });

  test('a missing or outdated lock is exit 3, and --dry-run writes nothing', async () => {
    const dry = await project.run('bundle', '--dry-run');
    project.write('paks.toml', MANIFEST.replace('^1', '^2'));
    const outdated = await project.run('bundle');
    project.remove('paks.lock');
    const missing = await project.run('bundle');

    const nowhere = await project.run('bundle', '-o', 'nowhere/x.tar');

    expect([dry.exit, outdated.exit, missing.exit, nowhere.exit]).toEqual([0, 3, 3, 1]);
    expect(nowhere.stderr).toContain('is not a directory');
    expect(project.exists('paks-bundle.tar')).toBe(false);
  });
});

describe('a hostile bundle', () => {
  type Change = (files: readonly SkillFile[]) => readonly SkillFile[];
  const bytes = (text: string) => new TextEncoder().encode(text);
  const file = (path: string, content: Uint8Array): SkillFile => ({
    path,
    mode: 0o644,
    bytes: content,
  });
  const evil = writeArchive([file('SKILL.md', bytes(skillText('base')))]);
  const replaceFirst: (content: Uint8Array) => Change = (content) => (files) =>
    files.map((entry, index) => (index === 2 ? { ...entry, bytes: content } : entry));

  async function refusal(bundle: Uint8Array) {
    const closed = closedNetwork(bundle);
    const before = closed.tree();
    const run = await closed.run(
      'install',
      '--from-bundle',
      'skills.tar',
      '--all-groups',
      '--json',
    );
    expect(closed.tree()).toEqual(before);
    expect(closed.exists('../home/.cache/paks/store')).toBe(false);
    return run.json() as { error: { code: string; message: string; exit: number } };
  }

  test.each<[string, Change, string]>([
    ['T13 whose skill has other bytes', replaceFirst(evil), 'INTEGRITY_MISMATCH'],
    [
      'T05 whose skill is a bomb',
      replaceFirst(writeArchive([file('SKILL.md', new Uint8Array(70 * 1024 * 1024))])),
      'LIMIT_EXCEEDED',
    ],
    ['whose skill is damaged', replaceFirst(bytes('nothing')), 'BUNDLE_INVALID'],
    ['whose skill is cut short', replaceFirst(evil.subarray(0, evil.length - 9)), 'BUNDLE_INVALID'],
    [
      'T01 that holds other files',
      (files) => [...files, file('run.sh', bytes('x'))],
      'BUNDLE_INVALID',
    ],
    [
      'that holds a skill nobody locked',
      (files) => [...files, file(`skills/${'0'.repeat(64)}.tgz`, evil)],
      'BUNDLE_INVALID',
    ],
    ['that lacks a skill', (files) => files.slice(0, -1), 'BUNDLE_INVALID'],
    ['that holds a file twice', (files) => [...files, ...files.slice(-1)], 'BUNDLE_INVALID'],
    ['without a lock', (files) => files.slice(1), 'BUNDLE_INVALID'],
    [
      'T17 for another lock',
      (files) =>
        files.map((entry) =>
          entry.path === 'paks.lock' ? { ...entry, bytes: bytes('version = 1\n') } : entry,
        ),
      'BUNDLE_INVALID',
    ],
    [
      'with a lock that is none',
      (files) =>
        files.map((entry) =>
          entry.path === 'paks.lock' ? { ...entry, bytes: bytes('nope') } : entry,
        ),
      'LOCKFILE_INVALID',
    ],
  ])('%s is refused before anything is written', async (_what, change, code) => {
    const files = readTar(await makeBundle(), BUNDLE_ROOT);

    const { error } = await refusal(writeTar(change(files), BUNDLE_ROOT));

    expect(error.code).toBe(code);
  });

  test('T02: a link, and T01: a path that leaves, are refused by the reader of archives', async () => {
    const good = Buffer.from(await makeBundle());
    const link = Buffer.from(good);
    link[156] = '2'.charCodeAt(0);
    fixChecksum(link);
    const traversal = Buffer.from(good);
    traversal.write('bundle/../x\0\0\0\0\0\0\0', 0, 'latin1');
    fixChecksum(traversal);

    expect((await refusal(link)).error.code).toBe('UNSAFE_ARCHIVE');
    expect((await refusal(traversal)).error.code).toBe('UNSAFE_PATH');
    expect((await refusal(good.subarray(0, 700))).error).toMatchObject({
      code: 'BUNDLE_INVALID',
      exit: 5,
    });
  });

  test('a bundle that is not there, and one beside a source, are named', async () => {
    const missing = await project.run('install', '--from-bundle', 'gone.tar');
    const both = await project.run('install', 'acme/base', '--from-bundle', 'skills.tar');

    expect([missing.exit, both.exit]).toEqual([1, 2]);
    expect(missing.stderr).toContain('gone.tar');
  });
});

/** The checksum of the first header, so that only what was meant is wrong with it. */
function fixChecksum(tar: Buffer): void {
  tar.fill(' ', 148, 156);
  const sum = tar.subarray(0, 512).reduce((total, byte) => total + byte, 0);
  tar.write(`${sum.toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
}
