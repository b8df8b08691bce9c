import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let address: string;

beforeAll(async () => {
  world = await startWorld();
  await (await world.repository('plain')).commit({ 'SKILL.md': skillText('plain') });
  // Reaches this machine, but is not one of its loopback names.
  address = `${world.git.url.replace('127.0.0.1', '0.0.0.0')}/plain.git`;
});

afterAll(() => world.close());

describe('plain http to another machine', () => {
  test('is refused unasked, with nothing written', async () => {
    const project = world.project();

    const run = await project.run('add', '-p', address);

    expect(run.exit).not.toBe(0);
    expect(run.stderr).toContain('plain http');
    expect(project.tree()).toEqual({});
  });

  test('is used with --insecure, which the manifest remembers for the next install', async () => {
    const project = world.project();

    const run = await project.run('add', '-p', address, '--insecure');
    project.remove('.agents');
    project.remove('.paks');
    project.remove('../home/.cache');
    const again = await project.run('install');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toContain('insecure = true');
    expect(again).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('.agents/skills/plain/SKILL.md')).toBe(true);
  });
});
