import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  for (const version of ['1.0.0', '1.4.0', '2.0.0-beta.1']) {
    await world.publish({ account: 'acme', name: 'deploy', version });
  }
  const many = await world.repository('many');
  await many.commit({
    'skills/pdf/SKILL.md': skillText('pdf'),
    'skills/forms/SKILL.md': skillText('pdf-forms'),
    'tests/fixture/SKILL.md': skillText('fixture'),
  });
  await many.commit(
    { 'skills/pdf/SKILL.md': skillText('pdf') },
    { branch: 'feature/new', keep: true },
  );
  const single = await world.repository('single');
  await single.commit({ 'SKILL.md': skillText('single') }, { tags: ['v1.0.0'] });
  await single.commit({ 'SKILL.md': skillText('single', ['license: MIT']) }, { tags: ['v1.1.0'] });
});

afterAll(() => world.close());

const START = '# our skills\n[project]\nagents = ["claude-code"]\n\n[skills]\n';

describe('add', () => {
  test('writes `^` the newest stable version of a registry skill', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', 'acme/deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toBe(`${START}"acme/deploy" = "^1.4.0"\n`);
    expect(Object.keys(project.tree('.claude/skills'))).toContain('deploy/SKILL.md');
  });

  test('keeps the range a person gives', async () => {
    const project = world.project({ manifest: START });

    await project.run('add', 'acme/deploy@~1.0.0');

    expect(project.read('paks.toml')).toContain('"acme/deploy" = "~1.0.0"');
    expect(project.read('paks.lock')).toContain('version = "1.0.0"');
  });

  test('adding what is there already changes nothing', async () => {
    const project = world.project({ manifest: START });
    await project.run('add', 'acme/deploy@~1.0.0');
    const before = project.tree();

    const run = await project.run('add', 'acme/deploy');

    expect(run.exit).toBe(0);
    expect(project.tree()).toEqual(before);
  });

  test('lists the skills of a repository of many and takes none unasked', async () => {
    const project = world.project({ manifest: START });
    const before = project.tree();

    const run = await project.run('add', `${world.git.url}/many.git`);

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('skills/forms\n  skills/pdf\n');
    expect(run.stderr).not.toContain('tests/fixture');
    expect(run.stderr).toContain('hint: name those you want with `--skill NAME`');
    expect(project.tree()).toEqual(before);
  });

  test('finds a skill by its frontmatter name, and names it so', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', `${world.git.url}/many.git`, '--skill', 'pdf-forms');

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toContain(
      `pdf-forms = { git = "${world.git.url}/many.git", path = "skills/forms" }`,
    );
  });

  test('takes every skill with --all, in one listing, one tree and one request for blobs', async () => {
    const project = world.project({ manifest: START });
    world.git.requests.length = 0;

    const run = await project.run('add', `${world.git.url}/many.git`, '--all');

    expect(run.exit).toBe(0);
    expect(Object.keys(project.tree('.claude/skills'))).toEqual(
      expect.arrayContaining(['pdf/SKILL.md', 'pdf-forms/SKILL.md']),
    );
    expect(world.git.requests.length).toBeLessThanOrEqual(4);
  });

  test('suggests the nearest name for a skill that is not there', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', `${world.git.url}/many.git`, '--skill', 'pfd');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('hint: did you mean `--skill pdf`?');
  });

  test('resolves a range over the tags of a repository', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', `${world.git.url}/single.git`, '--version', '^1');

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toContain('version = "^1"');
    expect(project.read('paks.lock')).toMatch(/version = "1\.1\.0"[^[]*tag = "v1\.1\.0"/);
  });

  test('takes a tag, a branch with a slash, and a commit', async () => {
    const commit =
      (await (await world.repository('by-commit')).commit({ 'SKILL.md': skillText('c') })) ?? '';
    const project = world.project({ manifest: START });

    const runs = [
      await project.run('add', `${world.git.url}/single.git#tag=v1.0.0`),
      await project.run(
        'add',
        `${world.git.url}/many.git`,
        '--branch',
        'feature/new',
        '--skill',
        'pdf',
      ),
      await project.run('add', `${world.git.url}/by-commit.git`, '--commit', commit),
    ];

    expect(runs.map(({ exit, stderr }) => [exit, stderr])).toEqual([
      [0, ''],
      [0, ''],
      [0, ''],
    ]);
    expect(project.read('paks.toml')).toContain('tag = "v1.0.0"');
    expect(project.read('paks.toml')).toContain('branch = "feature/new"');
    expect(project.read('paks.toml')).toContain(`rev = "${commit}"`);
  });

  test('adds a folder by its path from the manifest, wherever the person stands', async () => {
    const project = world.project({
      manifest: START,
      files: { 'deep/skills/style/SKILL.md': skillText('style') },
    });

    const run = await project.run('add', './style', '-C', `${project.path}/deep/skills`);

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toContain('style = { path = "./deep/skills/style" }');
  });

  test('outside a project it adds to the personal skills, and list -g shows them', async () => {
    const project = world.project();

    const run = await project.run('add', 'acme/deploy', '--agent', 'claude-code');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('paks.toml')).toBe(false);
    expect(project.exists('../home/.claude/skills/deploy/SKILL.md')).toBe(true);
    expect((await project.run('list', '-g')).stdout).toContain('acme/deploy');
  });

  test('-p starts a project here', async () => {
    const project = world.project();

    const run = await project.run('add', '-p', 'acme/deploy');

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).toContain('"acme/deploy" = "^1.4.0"');
    expect(project.exists('.agents/skills/deploy/SKILL.md')).toBe(true);
  });

  test('--dir fills a directory of the project, which a later install keeps', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', 'acme/deploy', '--dir', 'tools/skills');
    await project.run('install', '--force');
    const outside = await project.run('add', 'acme/deploy', '--dir', '../elsewhere');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.read('paks.toml')).toContain('dir = "./tools/skills"');
    expect(project.exists('tools/skills/deploy/SKILL.md')).toBe(true);
    expect(project.exists('.claude')).toBe(false);
    expect(outside.exit).toBe(2);
  });

  test('a dry run says what would happen and writes nothing', async () => {
    const project = world.project({ manifest: START });

    const run = await project.run('add', 'acme/deploy', '--dry-run');

    expect(run.stdout).toContain('+ acme/deploy 1.4.0');
    expect(run.stdout).toContain('Dry run');
    expect(project.tree()).toEqual({ 'paks.toml': START });
    expect(project.exists('.paks')).toBe(false);
  });

  test('a failed add leaves manifest, lock and directories byte for byte as they were', async () => {
    const project = world.project({ manifest: START });
    await project.run('add', 'acme/deploy@~1.0.0');
    const before = project.tree();

    const runs = [
      await project.run('add', 'acme/no-such-skill'),
      await project.run('add', 'acme/deploy@^9'),
      await project.run('add', `${world.git.url}/nothing-here.git`),
      await project.run('add', './no-such-folder'),
    ];

    expect(runs.map(({ exit }) => exit)).toEqual([4, 4, 6, 1]);
    for (const { stderr } of runs) expect(stderr).toMatch(/^error: [^\n]+\n/);
    expect(project.tree()).toEqual(before);
  });

  test('two skills of one directory stop before anything is written, and `as` tells them apart', async () => {
    await world.publish({ account: 'other', name: 'deploy', version: '1.0.0' });
    const project = world.project({ manifest: START });
    await project.run('add', 'acme/deploy');
    const before = project.tree();

    const collision = await project.run('add', 'other/deploy');
    expect(collision.exit).toBe(2);
    expect(collision.stderr).toContain('`paks add other/deploy --as other-deploy`');
    expect(project.tree()).toEqual(before);

    const apart = await project.run('add', 'other/deploy', '--as', 'other-deploy');
    expect(apart).toMatchObject({ exit: 0, stderr: '' });
    expect(project.exists('.claude/skills/other-deploy/SKILL.md')).toBe(true);
  });
});
