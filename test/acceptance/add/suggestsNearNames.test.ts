import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll([
    { account: 'acme', name: 'kubernetes-deploy', version: '1.0.0' },
    { account: 'acme', name: 'kubernetes-debug', version: '1.0.0' },
    { account: 'zeta', name: 'terraform', version: '1.0.0' },
  ]);
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
});

describe('a name that the registry does not know', () => {
  test.each([
    ['a mistyped skill', 'acme/kubernets-deploy', 'acme/kubernetes-deploy'],
    ['a mistyped account', 'acmee/kubernetes-deploy', 'acme/kubernetes-deploy'],
    ['the account of somebody else', 'hashicorp/terraform', 'zeta/terraform'],
  ])('add suggests what was meant: %s', async (_what, wanted, meant) => {
    const project = world.project({ manifest: '[skills]\n' });

    const run = await project.run('add', wanted);

    expect(run).toMatchObject({ exit: 4, stdout: '' });
    expect(run.stderr).toContain(`did you mean \`${meant}\`?`);
    expect(project.tree()).toEqual({ 'paks.toml': '[skills]\n' });
    const asked = world.proxy.requests.map(({ path }) => path.split('?')[0]);
    expect(asked.slice(0, 2)).toEqual([`/api/skills/${wanted}/versions`, '/api/skills/search']);
  });

  test('install suggests it too, with one search', async () => {
    const project = world.project({
      manifest: '[skills]\n"acme/kubernets-debug" = "^1"\n"zeta/terraform" = "*"\n',
    });

    const run = await project.run('install');

    expect(run.exit).toBe(4);
    expect(run.stderr).toContain('did you mean `acme/kubernetes-debug`?');
    const searches = world.proxy.requests.filter(({ path }) => path.includes('/search'));
    expect(searches).toHaveLength(1);
  });

  test('several unknown names cost one search, not one each', async () => {
    const project = world.project({
      manifest: '[skills]\n"acme/kubernets-debug" = "^1"\n"zeta/terrafrom" = "*"\n',
    });

    const run = await project.run('install');

    expect(run.exit).toBe(4);
    const searches = world.proxy.requests.filter(({ path }) => path.includes('/search'));
    expect(searches).toHaveLength(1);
  });

  test('what is known costs no search', async () => {
    const project = world.project({ manifest: '[skills]\n' });

    await project.run('add', 'zeta/terraform');

    expect(world.proxy.requests.some(({ path }) => path.includes('/search'))).toBe(false);
  });

  test('a search that fails changes nothing about the answer', async () => {
    const project = world.project({ manifest: '[skills]\n' });
    world.proxy.faults.push({ kind: 'status', status: 403, path: '/api/skills/search' });

    const run = await project.run('add', 'acme/kubernets-deploy');
    world.proxy.faults.length = 0;

    expect(run.exit).toBe(4);
    expect(run.stderr).toContain('does not exist');
    expect(run.stderr).not.toContain('did you mean');
  });
});
