import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

describe('update', () => {
  test('moves the named skill and leaves its neighbours locked', async () => {
    await world.publish({ account: 'one', name: 'alpha', version: '1.0.0' });
    await world.publish({ account: 'one', name: 'beta', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'one/alpha', 'one/beta');
    await world.publish({ account: 'one', name: 'alpha', version: '1.1.0' });
    await world.publish({ account: 'one', name: 'beta', version: '1.1.0' });

    const run = await project.run('update', 'alpha', '--no-cache');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('~ one/alpha 1.0.0 → 1.1.0');
    expect(project.read('paks.lock')).toMatch(/one\/beta"\nversion = "1\.0\.0"/);
    expect(project.read('.agents/skills/alpha/SKILL.md')).toContain('1.1.0');
  });

  test('asks the registry although its answer of a moment ago is cached', async () => {
    await world.publish({ account: 'zero', name: 'alpha', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'zero/alpha');
    await world.publish({ account: 'zero', name: 'alpha', version: '1.1.0' });

    const run = await project.run('update');

    expect(run.stdout).toContain('~ zero/alpha 1.0.0 → 1.1.0');
  });

  test('an install never moves what is locked', async () => {
    await world.publish({ account: 'two', name: 'alpha', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'two/alpha');
    await world.publish({ account: 'two', name: 'alpha', version: '1.1.0' });
    project.remove('.paks');

    const run = await project.run('install', '--no-cache');

    expect(run.exit).toBe(0);
    expect(project.read('paks.lock')).toContain('version = "1.0.0"');
  });

  test('moves a branch to its newest commit, and says so', async () => {
    const repository = await world.repository('moving');
    await repository.commit({ 'SKILL.md': skillText('moving') });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/moving.git`);
    await repository.commit({ 'SKILL.md': skillText('moving', ['license: MIT']) });

    const kept = await project.run('install');
    const moved = await project.run('update');

    expect(kept.stdout).toBe('1 skill up to date.\n');
    expect(moved.stdout).toMatch(/~ moving 0\.0\.0-\d+\.\w+ → 0\.0\.0-\d+\.\w+/);
    expect(project.read('.agents/skills/moving/SKILL.md')).toContain('license: MIT');
  });

  test('T10: a tag that moved is an error that names both commits', async () => {
    const repository = await world.repository('tagged');
    const first = await repository.commit(
      { 'SKILL.md': skillText('tagged') },
      { tags: ['v1.0.0'] },
    );
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/tagged.git`, '--version', '^1');
    const before = project.tree();
    const second = await repository.commit({ 'SKILL.md': skillText('other') });
    await repository.git(['tag', '-f', 'v1.0.0', second]);

    const refused = await project.run('update');
    const after = project.tree();
    const accepted = await project.run('update', '--accept-moved-tag');

    expect(refused.exit).toBe(5);
    expect(refused.stderr).toContain(first.slice(0, 12));
    expect(refused.stderr).toContain(second.slice(0, 12));
    expect(refused.stderr).toContain('paks diff tagged');
    expect(refused.stderr).toContain('--accept-moved-tag');
    expect(after).toEqual(before);
    expect(accepted.exit).toBe(0);
    expect(project.read('paks.lock')).toContain(second);
  });

  test('keeps a skill that someone edited, names it, and replaces it with --force, keeping a copy', async () => {
    await world.publish({ account: 'three', name: 'alpha', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'three/alpha');
    project.write('.agents/skills/alpha/SKILL.md', 'mine\n');
    await world.publish({ account: 'three', name: 'alpha', version: '1.1.0' });
    const before = project.tree();

    const refused = await project.run('update', '--no-cache');
    const after = project.tree();
    const forced = await project.run('update', '--no-cache', '--force');

    expect(refused.exit).toBe(1);
    expect(refused.stderr).toContain('was edited (SKILL.md)');
    expect(after).toEqual(before);
    expect(forced.exit).toBe(0);
    expect(project.read('.paks/backup/alpha-1/SKILL.md')).toBe('mine\n');
  });

  test('an unknown name is refused with the nearest one', async () => {
    await world.publish({ account: 'four', name: 'alpha', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'four/alpha');

    const run = await project.run('update', 'four/alhpa');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('did you mean `four/alpha`?');
  });
});
