import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
});

afterAll(() => world.close());

interface Row {
  readonly id: string;
  readonly current: string | null;
  readonly wanted: string | null;
  readonly latest: string | null;
  readonly standing: string;
  readonly news: boolean;
  readonly reasons: readonly { readonly kind: string; readonly message: string }[];
}

/** The rows of a `--json` run by id, checked against the schema. */
async function rowsOf(project: TemporaryProject, ...flags: readonly string[]) {
  const run = await project.run('outdated', '--json', ...flags);
  const document = run.json() as { result: { skills: readonly Row[] } };
  expectMatchesOutputSchema('outdated', document);
  return { exit: run.exit, rows: new Map(document.result.skills.map((row) => [row.id, row])) };
}

describe('outdated', () => {
  test('a table of skill, current, wanted and latest version, its source, and what holds it back', async () => {
    for (const version of ['1.0.0', '1.2.0', '2.0.0']) {
      await world.publish({ account: 'one', name: 'alpha', version });
    }
    await world.publish({ account: 'one', name: 'beta', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'one/alpha@1.0.0', 'one/beta');
    project.write('paks.toml', project.read('paks.toml').replace('"1.0.0"', '"^1.0.0"'));
    await project.run('install');

    const run = await project.run('outdated');

    expect(run.stdout.split('\n').slice(0, 2)).toEqual([
      'SKILL      CURRENT  WANTED  LATEST  SOURCE  NOTE',
      'one/alpha  1.0.0    1.2.0   2.0.0   paks    paks.toml asks for ^1.0.0',
    ]);
    expect(run.stdout).not.toContain('beta');
    expect(run.stdout).toContain('2 skills: 1 with news.');
  });

  test('ends with 1 when something newer exists and with 0 when nothing does', async () => {
    await world.publish({ account: 'two', name: 'alpha', version: '1.0.0' });
    const project = world.project();
    await project.run('add', '-p', 'two/alpha');
    const before = project.tree();

    const current = await project.run('outdated');
    await world.publish({ account: 'two', name: 'alpha', version: '1.1.0' });
    const behind = await project.run('outdated');

    expect(current).toMatchObject({ exit: 0, stdout: '1 skill up to date.\n' });
    expect(behind.exit).toBe(1);
    expect(project.tree()).toEqual(before);
  });

  test('says what skipped a version: another skill, an override, yanked', async () => {
    await world.publishAll([
      { account: 'why', name: 'base', version: '1.0.0' },
      { account: 'why', name: 'base', version: '2.0.0' },
      { account: 'why', name: 'app', version: '1.0.0', dependencies: { 'why/base': '^1' } },
      { account: 'why', name: 'forced', version: '1.0.0' },
      { account: 'why', name: 'forced', version: '1.1.0' },
      { account: 'why', name: 'pulled', version: '1.0.0' },
      { account: 'why', name: 'pulled', version: '1.1.0' },
    ]);
    await world.registry.operate('skill', 'yank', 'why/pulled', '1.1.0');
    const project = world.project({
      manifest: [
        '[skills]',
        '"why/app" = "^1"',
        '"why/base" = "*"',
        '"why/forced" = "^1"',
        '"why/pulled" = "^1"',
        '[overrides]',
        '"why/forced" = "1.0.0"',
        '',
      ].join('\n'),
    });
    await project.run('install');

    const { rows, exit } = await rowsOf(project);

    expect(rows.get('why/base')).toMatchObject({
      current: '1.0.0',
      wanted: '1.0.0',
      latest: '2.0.0',
      standing: 'held',
      reasons: [{ kind: 'requirement', message: 'why/app 1.0.0 needs ^1' }],
    });
    expect(rows.get('why/forced')).toMatchObject({
      standing: 'held',
      news: false,
      reasons: [{ kind: 'override', message: 'overridden with 1.0.0' }],
    });
    expect(rows.get('why/pulled')).toMatchObject({
      latest: '1.0.0',
      news: false,
      reasons: [{ kind: 'yanked', message: '1.1.0 was yanked' }],
    });
    expect(exit).toBe(1);
  });

  test('on a terminal of 80 columns every line fits, and the notes stand below', async () => {
    const name = 'a-skill-with-a-rather-long-name';
    for (const version of ['1.0.0', '2.0.0']) {
      await world.publish({ account: 'narrow', name, version });
    }
    const repository = await world.repository('narrow');
    await repository.commit({ 'skills/pdf/SKILL.md': skillText('pdf') });
    const url = `${world.git.url}/narrow.git`;
    const project = world.project({
      terminalWidth: 80,
      manifest: [
        '[skills]',
        `"narrow/${name}" = "^1"`,
        `pdf = { git = "${url}", path = "skills/pdf", branch = "main" }`,
        '',
      ].join('\n'),
    });
    await project.run('install');
    await repository.commit({ 'skills/pdf/SKILL.md': skillText('pdf', ['license: MIT']) });

    const run = await project.run('outdated');

    const lines = run.stdout.split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(80);
    expect(lines[1]).toMatch(
      /^narrow\/a-skill-with-a-rather-long-name +1\.0\.0 +1\.0\.0 +2\.0\.0 +paks$/,
    );
    expect(lines[2]).toMatch(/^pdf +[0-9a-f]{7} +[0-9a-f]{7} +[0-9a-f]{7} +http/);
    expect(lines[3]).toBe(`  narrow/${name}: paks.toml asks for ^1`);
  });

  test('a version too young for minimum-release-age is named and is no news', async () => {
    await world.publish({ account: 'young', name: 'alpha', version: '1.0.0' });
    const project = world.project({ manifest: '[skills]\n"young/alpha" = "^1"\n' });
    await project.run('install');
    await world.publish({ account: 'young', name: 'alpha', version: '1.1.0' });
    project.write(
      'paks.toml',
      `${project.read('paks.toml')}[policy]\nminimum-release-age = "3d"\n`,
    );

    const { rows, exit } = await rowsOf(project);

    expect(rows.get('young/alpha')).toMatchObject({
      wanted: '1.0.0',
      latest: '1.1.0',
      standing: 'held',
      reasons: [{ kind: 'release-age', message: '1.1.0 is too young' }],
    });
    expect(exit).toBe(0);
  });

  test('a locked version that was yanked is news, whether or not there is another', async () => {
    await world.publish({ account: 'gone', name: 'alpha', version: '1.0.0' });
    await world.publish({ account: 'gone', name: 'alpha', version: '1.1.0' });
    const project = world.project({ manifest: '[skills]\n"gone/alpha" = "^1"\n' });
    await project.run('install');
    await world.registry.operate('skill', 'yank', 'gone/alpha', '1.1.0');

    const { rows, exit } = await rowsOf(project);

    expect(rows.get('gone/alpha')).toMatchObject({
      current: '1.1.0',
      wanted: '1.0.0',
      latest: '1.0.0',
      standing: 'update',
      reasons: [{ kind: 'yanked', message: '1.1.0 was yanked' }],
    });
    expect(exit).toBe(1);
  });

  test('-g looks at personal skills, --group at what a group asks for, names at those', async () => {
    for (const name of ['mine', 'always', 'review']) {
      await world.publish({ account: 'sets', name, version: '1.0.0' });
    }
    const project = world.project({
      manifest: '[skills]\n"sets/always" = "^1"\n[groups.more.skills]\n"sets/review" = "^1"\n',
    });
    await project.run('lock');
    await project.run('add', '-g', 'sets/mine');

    const personal = await rowsOf(project, '-g');
    const group = await rowsOf(project, '--group', 'more');
    const named = await rowsOf(project, 'always');
    const unknown = await project.run('outdated', '--group', 'mroe');

    expect([...personal.rows.keys()]).toEqual(['sets/mine']);
    expect([...group.rows.keys()]).toEqual(['sets/review']);
    expect([...named.rows.keys()]).toEqual(['sets/always']);
    expect(unknown).toMatchObject({ exit: 2, stdout: '' });
    expect(unknown.stderr).toContain('did you mean `--group more`?');
  });

  test('without a lock, or with requirements that nothing meets, it says so and is no success', async () => {
    await world.publish({ account: 'clash', name: 'alpha', version: '1.0.0' });
    const project = world.project({ manifest: '[skills]\n"clash/alpha" = "^1"\n' });

    const unlocked = await project.run('outdated');
    await project.run('lock');
    project.write('paks.toml', '[skills]\n"clash/alpha" = "^7"\n');
    const unmet = await project.run('outdated');

    expect(unlocked.exit).toBe(3);
    expect(unlocked.stderr).toContain('run `paks install`');
    expect(unmet.exit).toBe(4);
    expect(unmet.stdout).toMatch(/^clash\/alpha +1\.0\.0 +- +1\.0\.0/m);
    expect(unmet.stderr).toContain('^7');
  });
});
