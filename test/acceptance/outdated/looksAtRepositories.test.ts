import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

beforeEach(() => {
  world.git.configure({});
});

describe('outdated, of git repositories', () => {
  test('a commit of the branch that leaves the skill’s own folder alone is no news', async () => {
    const repository = await world.repository('branch');
    const mine = { 'mine/SKILL.md': skillText('mine') };
    await repository.commit({ ...mine, 'README.md': 'one' });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/branch.git`, '--path', 'mine');
    const before = project.tree();

    await repository.commit({ ...mine, 'README.md': 'two' });
    const untouched = await project.run('outdated');
    await repository.commit({ 'mine/SKILL.md': skillText('mine', ['license: MIT']) });
    const changed = await project.run('outdated');

    expect(untouched.exit).toBe(0);
    expect(untouched.stdout).toContain('same content, nothing to review');
    expect(changed.exit).toBe(1);
    expect(changed.stdout).toMatch(/^mine +0\.0\.0-\S+ +0\.0\.0-\S+ +0\.0\.0-\S+/m);
    expect(project.tree()).toEqual(before);
  });

  test('a new tag over the same content is told apart and is no news', async () => {
    const repository = await world.repository('tags');
    const files = { 'SKILL.md': skillText('tags') };
    await repository.commit(files, { tags: ['v1.0.0'] });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/tags.git`, '--version', '^1');
    await repository.commit({ ...files }, { tags: ['v1.1.0', 'v2.0.0'] });

    const run = await project.run('outdated');

    expect(run.exit).toBe(0);
    expect(run.stdout).toMatch(/1\.0\.0 +1\.1\.0 +2\.0\.0 .*same content, nothing to review/);
  });

  test('same content is told even where the locked commit is gone from the server', async () => {
    const repository = await world.repository('rewritten');
    const files = { 'mine/SKILL.md': skillText('mine') };
    const locked = await repository.commit({ ...files, 'README.md': 'one' });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/rewritten.git`, '--path', 'mine');
    const other = await world.repository('other-history');
    await other.commit({ ...files, 'README.md': 'two' });
    await other.git(['push', '-q', '--force', repository.path, 'main:main']);
    await repository.git(['gc', '-q', '--prune=now']);
    rmSync(join(project.home, '.cache/paks/git'), { recursive: true });

    const run = await project.run('outdated');

    await expect(repository.git(['cat-file', '-e', locked])).rejects.toThrow();
    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('same content, nothing to review');
  });

  test('T10: a moved tag is an error that names both commits, beside the others’ rows', async () => {
    await world.publish({ account: 'calm', name: 'alpha', version: '1.0.0' });
    const repository = await world.repository('moved');
    const first = await repository.commit({ 'SKILL.md': skillText('moved') }, { tags: ['v1.0.0'] });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/moved.git`, '--version', '^1');
    await project.run('add', 'calm/alpha');
    await world.publish({ account: 'calm', name: 'alpha', version: '1.1.0' });
    const second = await repository.commit({ 'SKILL.md': skillText('other') });
    await repository.git(['tag', '-f', 'v1.0.0', second]);

    const run = await project.run('outdated');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain(first.slice(0, 12));
    expect(run.stderr).toContain(second.slice(0, 12));
    expect(run.stdout).toMatch(/^moved .*its tag moved/m);
    expect(run.stdout).toMatch(/^calm\/alpha +1\.0\.0 +1\.1\.0/m);
  });

  test('T10: a tag that an entry names and that moved is the same error', async () => {
    const repository = await world.repository('named');
    const first = await repository.commit({ 'SKILL.md': skillText('named') }, { tags: ['stable'] });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/named.git`, '--tag', 'stable');
    const second = await repository.commit({ 'SKILL.md': skillText('other') });
    await repository.git(['tag', '-f', 'stable', second]);

    const run = await project.run('outdated');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain(first.slice(0, 12));
    expect(run.stderr).toContain(second.slice(0, 12));
  });

  test('of an entry that names a release tag the newer releases are shown', async () => {
    const repository = await world.repository('release');
    await repository.commit({ 'SKILL.md': skillText('release') }, { tags: ['v1.0.0'] });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/release.git`, '--tag', 'v1.0.0');
    const files = { 'SKILL.md': skillText('release', ['license: MIT']) };
    await repository.commit(files, { tags: ['v1.1.0'] });

    const run = await project.run('outdated');

    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(/^release +1\.0\.0 +1\.0\.0 +1\.1\.0 .*tag v1\.0\.0$/m);
  });

  test('a source that cannot be asked is named, the others are answered, and it is no success', async () => {
    const broken = await world.repository('broken');
    await broken.commit({ 'SKILL.md': skillText('broken') });
    const whole = await world.repository('whole');
    await whole.commit({ 'SKILL.md': skillText('whole') });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/broken.git`);
    await project.run('add', `${world.git.url}/whole.git`);
    await whole.commit({ 'SKILL.md': skillText('whole', ['license: MIT']) });
    world.git.configure({
      intercept: ({ path }, response) => {
        if (!path.startsWith('/broken.git')) return false;
        response.writeHead(404).end();
        return true;
      },
    });

    const run = await project.run('outdated');
    const offline = await project.run('outdated', '--offline');

    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('/broken.git');
    expect(run.stdout).toMatch(/^broken .*could not be checked/m);
    expect(run.stdout).toMatch(/^whole +0\.0\.0-\S+ +0\.0\.0-/m);
    expect(run.stdout).toContain('1 with news; 1 could not be checked.');
    expect(offline.exit).toBe(6);
    expect(offline.stdout).toContain('2 could not be checked');
  });

  test('a branch that no longer holds the skill cannot be checked, which is not mere news', async () => {
    const repository = await world.repository('dropped');
    await repository.commit({ 'mine/SKILL.md': skillText('mine') });
    const project = world.project();
    await project.run('add', '-p', `${world.git.url}/dropped.git`, '--path', 'mine');
    await repository.commit({ 'other/SKILL.md': skillText('other') });

    const run = await project.run('outdated');

    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('holds no `SKILL.md` at `mine`');
    expect(run.stdout).toMatch(/^mine .*could not be checked$/m);
  });
});
