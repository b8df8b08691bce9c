import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const SKILLS = 100;
const MEGABYTE = 1024 * 1024;
const names = Array.from({ length: SKILLS }, (_, index) => `skill-${index}`);

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  const many = await world.repository('many');
  await many.commit(
    Object.fromEntries(
      names.flatMap((name) => [
        [`skills/${name}/SKILL.md`, skillText(name)],
        [`skills/${name}/references/notes.md`, `Notes of ${name}.\n`],
      ]),
    ),
  );
  const large = await world.repository('large');
  const noise = randomBytes(8 * MEGABYTE);
  for (let turn = 0; turn < 5; turn++) {
    const files = Array.from({ length: 5 }, (_, index) => {
      const name = `assets/${turn}-${index}.bin`;
      return [name, Buffer.concat([Buffer.from(name), noise])] as const;
    });
    await large.commit(Object.fromEntries(files), { keep: true });
  }
  await large.commit({ 'skills/pdf/SKILL.md': skillText('pdf') }, { keep: true });
}, 120_000);

afterAll(() => world.close());

beforeEach(() => {
  world.git.requests.length = 0;
});

function manyManifest(): string {
  const url = `${world.git.url}/many.git`;
  const lines = names.map((name) => `${name} = { git = "${url}", path = "skills/${name}" }`);
  return ['[skills]', ...lines, ''].join('\n');
}

function bytesMoved(): number {
  return world.git.requests.reduce((sum, { bytesIn, bytesOut }) => sum + bytesIn + bytesOut, 0);
}

describe('requests to a git host', () => {
  test('100 skills of one repository: at most 4 cold, 2 from the lock, 1 with the tree known, 0 warm', async () => {
    const project = world.project({ manifest: manyManifest() });

    const cold = await project.run('install');
    expect(cold).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('.agents/skills/skill-99/references/notes.md')).toBe(true);
    expect(world.git.requests.length).toBeLessThanOrEqual(4);

    const files = { 'paks.lock': project.read('paks.lock') };
    const teammate = world.project({ manifest: manyManifest(), files });
    world.git.requests.length = 0;
    expect(await teammate.run('ci')).toMatchObject({ exit: 0, stderr: '' });
    expect(teammate.tree()).toEqual(project.tree());
    expect(world.git.requests.map(({ method, path }) => `${method} ${path}`)).toEqual([
      'POST /many.git/git-upload-pack',
      'POST /many.git/git-upload-pack',
    ]);

    teammate.remove('.agents');
    teammate.remove('../home/.cache/paks/store');
    world.git.requests.length = 0;
    expect(await teammate.run('ci')).toMatchObject({ exit: 0, stderr: '' });
    expect(world.git.requests).toHaveLength(1);

    teammate.remove('.agents');
    world.git.requests.length = 0;
    expect(await teammate.run('ci')).toMatchObject({ exit: 0, stderr: '' });
    expect(world.git.requests).toEqual([]);
  });

  test('40 skills of one release by ranges over its tags: at most 4 cold', async () => {
    const released = await world.repository('released');
    const some = names.slice(0, 40);
    await released.commit(
      Object.fromEntries(some.map((name) => [`${name}/SKILL.md`, skillText(name)])),
      { tags: some.flatMap((name) => [`${name}@1.0.0`, `${name}@1.1.0`]) },
    );
    const url = `${world.git.url}/released.git`;
    const lines = some.map(
      (name) => `${name} = { git = "${url}", path = "${name}", version = "^1" }`,
    );
    const project = world.project({ manifest: ['[skills]', ...lines, ''].join('\n') });

    const cold = await project.run('install');

    expect(cold).toMatchObject({ exit: 0, stderr: '' });
    expect(world.git.requests.length).toBeLessThanOrEqual(4);
  });

  test('one skill beside 200 MB of other files moves less than 100 kB, with no git on the PATH', async () => {
    const manifest = `[skills]\npdf = { git = "${world.git.url}/large.git", path = "skills/pdf" }\n`;
    const environment = { PATH: '/nonexistent' };
    const project = world.project({ manifest, environment });

    expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('.agents/skills/pdf/SKILL.md')).toBe(skillText('pdf'));
    expect(bytesMoved()).toBeLessThan(100_000);

    const files = { 'paks.lock': project.read('paks.lock') };
    const teammate = world.project({ manifest, environment, files });
    world.git.requests.length = 0;
    expect(await teammate.run('ci')).toMatchObject({ exit: 0, stderr: '' });
    expect(teammate.tree()).toEqual(project.tree());
    expect(bytesMoved()).toBeLessThan(100_000);
  });
});
