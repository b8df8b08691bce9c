import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const SKILLS = 100;
const names = Array.from({ length: SKILLS }, (_, index) => `skill-${index}`);

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

/** What the git host was asked, as `POST /one.git/git-upload-pack`. */
const asked = () => world.git.requests.map(({ method, path }) => `${method} ${path}`);

describe('what outdated asks', () => {
  test('100 skills of a registry: a request each at most, and every one answered with 304 when warm', async () => {
    await world.publishAll(names.map((name) => ({ account: 'acme', name, version: '1.0.0' })));
    const manifest = ['[skills]', ...names.map((name) => `"acme/${name}" = "^1"`), ''].join('\n');
    const project = world.project({ manifest });
    await project.run('lock');
    world.proxy.requests.length = 0;

    const cold = await project.run('outdated', '--no-cache');
    const coldRequests = world.proxy.requests.splice(0);
    const warm = await project.run('outdated');

    expect([cold.exit, warm.exit]).toEqual([0, 0]);
    expect(coldRequests).toHaveLength(SKILLS);
    expect(world.proxy.requests).toHaveLength(SKILLS);
    expect(new Set(world.proxy.requests.map(({ status }) => status))).toEqual(new Set([304]));
  }, 60_000);

  test('100 skills of one repository: one listing, and one tree where the branch moved', async () => {
    const repository = await world.repository('many');
    const files = Object.fromEntries(names.map((name) => [`${name}/SKILL.md`, skillText(name)]));
    await repository.commit(files);
    const url = `${world.git.url}/many.git`;
    const lines = names.map((name) => `${name} = { git = "${url}", path = "${name}" }`);
    const project = world.project({ manifest: ['[skills]', ...lines, ''].join('\n') });
    await project.run('lock');
    world.git.requests.length = 0;

    const still = await project.run('outdated');
    const stillAsked = asked();
    world.git.requests.length = 0;
    await repository.commit({
      ...files,
      'skill-7/SKILL.md': skillText('skill-7', ['license: MIT']),
    });
    const moved = await project.run('outdated', '--json');

    expect(still.exit).toBe(0);
    expect(stillAsked).toEqual(['POST /many.git/git-upload-pack']);
    expect(moved.exit).toBe(1);
    const { result } = moved.json() as { result: { skills: { id: string; news: boolean }[] } };
    expect(result.skills.filter(({ news }) => news).map(({ id }) => id)).toEqual(['skill-7']);
    // The listing, the new commit's tree, and its SKILL.md files, whose dependencies decide.
    expect(asked().length).toBeLessThanOrEqual(4);
  }, 60_000);

  test('skills of one repository by branch, tag and range are listed in one request', async () => {
    const repository = await world.repository('mixed');
    await repository.commit(
      { 'a/SKILL.md': skillText('a'), 'b/SKILL.md': skillText('b'), 'c/SKILL.md': skillText('c') },
      { tags: ['v1.0.0'] },
    );
    const url = `${world.git.url}/mixed.git`;
    const project = world.project({
      manifest: [
        '[skills]',
        `a = { git = "${url}", path = "a", branch = "main" }`,
        `b = { git = "${url}", path = "b", tag = "v1.0.0" }`,
        `c = { git = "${url}", path = "c", version = "^1" }`,
        '',
      ].join('\n'),
    });
    await project.run('lock');
    world.git.requests.length = 0;

    const run = await project.run('outdated');

    expect(run.exit).toBe(0);
    expect(asked()).toEqual(['POST /mixed.git/git-upload-pack']);
  });

  test('named skills are asked for, and no others', async () => {
    await world.publishAll(
      ['one', 'two'].map((name) => ({ account: 'few', name, version: '1.0.0' })),
    );
    const project = world.project({ manifest: '[skills]\n"few/one" = "^1"\n"few/two" = "^1"\n' });
    await project.run('lock');
    world.proxy.requests.length = 0;

    await project.run('outdated', 'two');

    expect(world.proxy.requests.map(({ path }) => path)).toEqual(['/api/skills/few/two/versions']);
  });
});
