import { chmodSync, readFileSync, symlinkSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { readArchive } from '../../../src/io/archive.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { collectFiles } from '../../helpers/skillFiles.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';
import { SKILL } from './deploySkill.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

const SCRIPT = '#!/bin/sh\nexit 0\n';

function author(files: Readonly<Record<string, string>> = {}): TemporaryProject {
  const project = world.project({
    files: {
      'deploy/SKILL.md': SKILL,
      'deploy/README.md': '# Deploy\r\n',
      'deploy/scripts/run.sh': SCRIPT,
      'deploy/references/ä.md': 'a'.repeat(20_000),
      ...files,
    },
  });
  chmodSync(join(project.path, 'deploy/scripts/run.sh'), 0o755);
  return project;
}

const bytesOf = (project: TemporaryProject, path: string) =>
  readFileSync(join(project.path, path)).toString('base64');

describe('pack', () => {
  test('replaces an archive, and nothing else that --output may name', async () => {
    const project = author({ 'notes.md': 'mine' });

    const slip = await project.run('pack', 'deploy', '--output', 'notes.md');

    expect(slip).toMatchObject({ exit: 1 });
    expect(slip.stderr).toContain('notes.md` is already there, and is no archive');
    expect(project.read('notes.md')).toBe('mine');
    for (const _ of [1, 2]) expect((await project.run('pack', 'deploy')).exit).toBe(0);
  });

  test('names a folder that is not there', async () => {
    const run = await author({}).run('pack', 'deploy', '--output', 'out/deploy.tgz');
    expect(run.exit).toBe(2);
    expect(run.stderr).toMatch(/error: `.*out`, to write the archive into, is no directory\n/);
  });

  test('writes the very bytes that the registry serves for the same content', async () => {
    const repository = await world.repository('acme');
    await repository.commit(
      {
        'deploy/SKILL.md': SKILL,
        'deploy/README.md': '# Deploy\r\n',
        'deploy/scripts/run.sh': { content: SCRIPT, mode: '100755' },
        'deploy/references/ä.md': 'a'.repeat(20_000),
      },
      { tags: ['deploy@1.2.0'] },
    );
    world.registry.allowHost(new URL(world.git.url).host);
    const published = await fetch(`${world.registry.url}/api/skills/index`, {
      method: 'POST',
      headers: { authorization: `Bearer ${await world.registry.createToken('acme')}` },
      body: JSON.stringify({
        repository: `${world.git.url}/acme.git`,
        tag: 'deploy@1.2.0',
        skill_path: 'deploy',
      }),
    });
    expect(published.status).toBe(201);
    const address = `${world.registry.url}/api/skills/acme/deploy/versions/1.2.0`;
    const served = Buffer.from(await (await fetch(`${address}/archive`)).arrayBuffer());
    const project = author();

    const run = await project.run('pack', 'deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(bytesOf(project, 'deploy-1.2.0.tgz')).toBe(served.toString('base64'));
    const metadata = JSON.stringify(await (await fetch(address)).json());
    const [, integrity = 'none'] = /^integrity: (sha256-\S+)$/m.exec(run.stdout) ?? [];
    expect(metadata).toContain(integrity);
  });

  test('prints files, modes, sizes and the content hash', async () => {
    const project = author();

    const run = await project.run('pack', 'deploy');
    const json = await project.run('pack', 'deploy', '--json');

    expect(run.stdout).toMatch(/^FILE +MODE +SIZE\nREADME\.md +644 +10 B\nSKILL\.md +644 +/);
    expect(run.stdout).toMatch(/\nscripts\/run\.sh +755 +17 B\n/);
    expect(run.stdout).toContain('deploy 1.2.0: 4 files, 20 kB unpacked\nintegrity: sha256-');
    expect(run.stdout).toMatch(/\nWrote deploy-1\.2\.0\.tgz \(\d+ B\)\.\n$/);
    expectMatchesOutputSchema('pack', json.json());
    expect(json.json()).toMatchObject({
      ok: true,
      result: {
        name: 'deploy',
        version: '1.2.0',
        archive: 'deploy-1.2.0.tgz',
        unpackedSize: 20_000 + SKILL.length + SCRIPT.length + 10,
        integrity: expect.stringMatching(/^sha256-/),
        files: expect.arrayContaining([{ path: 'scripts/run.sh', size: 17, mode: '755' }]),
        warnings: [],
      },
    });
  });

  test('the same content gives the same bytes, whatever times and modes say', async () => {
    const [first, second] = [author(), author()];
    utimesSync(join(second.path, 'deploy/SKILL.md'), 1, 1);
    chmodSync(join(second.path, 'deploy/README.md'), 0o600);

    await first.run('pack', 'deploy', '--output', 'out.tgz');
    await second.run('pack', '-C', 'deploy', '--output', '../out.tgz');

    expect(bytesOf(first, 'out.tgz')).toBe(bytesOf(second, 'out.tgz'));
  });

  test('inside the skill it writes beside it, so that no archive holds another', async () => {
    const project = author();

    const run = await project.run('pack', '-C', 'deploy');
    const inside = await project.run('pack', '-C', 'deploy', '--output', 'deploy.tgz');

    expect(run.stdout).toContain('Wrote ../deploy-1.2.0.tgz');
    expect(inside).toMatchObject({ exit: 2, stdout: '' });
    expect(inside.stderr).toContain('--output ../deploy-1.2.0.tgz');
    expect(project.exists('deploy/deploy.tgz')).toBe(false);
  });

  test('with --dry-run shows the same and writes nothing', async () => {
    const project = author();

    const run = await project.run('pack', 'deploy', '--dry-run');

    expect(run.stdout).toContain('Would write deploy-1.2.0.tgz');
    expect(project.exists('deploy-1.2.0.tgz')).toBe(false);
  });

  test('a link within the skill is stored as its file, `.git` and empty directories not at all', async () => {
    const project = author({ 'deploy/.git/config': 'x' });
    symlinkSync('README.md', join(project.path, 'deploy/NOTES.md'));

    await project.run('pack', 'deploy', '--output', 'out.tgz');

    const archive = readFileSync(join(project.path, 'out.tgz'));
    const files = await collectFiles(readArchive(pieces(archive)));
    expect(files.map(({ path }) => path)).toEqual([
      'NOTES.md',
      'README.md',
      'SKILL.md',
      'references/ä.md',
      'scripts/run.sh',
    ]);
    expect(files[0]!.bytes).toEqual(files[1]!.bytes);
  });

  test('shows warnings and packs all the same', async () => {
    const project = author();
    project.remove('deploy/README.md');

    const run = await project.run('pack', 'deploy');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('! SKILL.md:1: there is no README.md');
  });

  test.each<readonly [string, Readonly<Record<string, string>>, string]>([
    ['a broken rule', { 'deploy/SKILL.md': SKILL.replace('deploy', 'other') }, 'calls itself'],
    ['a byte order mark', { 'deploy/SKILL.md': `\ufeff${SKILL}` }, 'byte order mark'],
    ['hidden text (T18)', { 'deploy/a.md': 'x\u202ey' }, 'a.md:1'],
    ['a secret (T19)', { 'deploy/.env': 'TOKEN=x' }, '.env:1'],
    [
      'an LFS pointer (T08)',
      { 'deploy/a.bin': 'version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 1\n' },
      'Git LFS pointer',
    ],
  ])('refuses what publishing refuses: %s', async (_, files, message) => {
    const project = author(files);

    const run = await project.run('pack', 'deploy', '--json');

    expect(run.exit).toBe(1);
    expect(run.json()).toMatchObject({
      error: {
        code: 'VALIDATION_FAILED',
        message: expect.stringContaining(message),
        data: { path: 'deploy', findings: [{ severity: 'error' }] },
      },
    });
    expect(project.exists('deploy-1.2.0.tgz')).toBe(false);
  });

  test('refuses a link out of the skill (T02)', async () => {
    const project = author();
    symlinkSync('../../secret', join(project.path, 'deploy/notes.md'));

    const run = await project.run('pack', 'deploy', '--json');

    expect(run.json()).toMatchObject({ ok: false, error: { code: 'UNSAFE_LINK', exit: 5 } });
  });

  test('refuses a directory that is no skill', async () => {
    const run = await author().run('pack');

    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toContain('`.` holds no `SKILL.md`');
  });
});

async function* pieces(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
