import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DEPLOY_AND_BASE, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld(DEPLOY_AND_BASE);
  await world.publish({ account: 'acme', name: 'style', version: '1.0.0' });
});

afterAll(() => world.close());

describe('remove', () => {
  test('takes a skill and what only it needed out of manifest, lock and directories', async () => {
    const project = world.project();
    await project.run('add', '-p', 'acme/deploy', 'acme/style');

    const run = await project.run('remove', 'deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).not.toContain('deploy');
    expect(project.read('paks.lock')).not.toMatch(/deploy|base/);
    expect(Object.keys(project.tree('.agents/skills'))).toEqual(['.gitignore', 'style/SKILL.md']);
  });

  test('leaves no empty directory behind', async () => {
    const project = world.project();
    await project.run('add', '-p', 'acme/style');

    await project.run('remove', 'acme/style');

    expect(project.exists('.agents')).toBe(false);
  });

  test('keeps what Paks did not put there', async () => {
    const project = world.project();
    await project.run('add', '-p', 'acme/style');
    project.write('.agents/skills/mine/SKILL.md', 'mine\n');

    await project.run('remove', 'acme/style');

    expect(project.read('.agents/skills/mine/SKILL.md')).toBe('mine\n');
  });

  test('refuses a name that is not in the manifest', async () => {
    const project = world.project();
    await project.run('add', '-p', 'acme/deploy');
    const before = project.tree();

    const transitive = await project.run('remove', 'acme/base');
    const escaping = await project.run('remove', '../..');

    expect([transitive.exit, escaping.exit]).toEqual([1, 1]);
    expect(transitive.stderr).toContain('`acme/base` is not in `paks.toml`');
    expect(project.tree()).toEqual(before);
  });
});
