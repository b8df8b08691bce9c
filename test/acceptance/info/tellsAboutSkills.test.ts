import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
const ID = 'acme/deploy';

beforeAll(async () => {
  world = await startWorld();
  const about = ['license: MIT', 'categories: [devops]', 'keywords: [k8s, helm]'];
  const deploy = { account: 'acme', name: 'deploy', frontmatter: about };
  await world.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0' },
    ...['1.2.0', '1.3.0'].map((version) => ({ ...deploy, version })),
    {
      ...deploy,
      version: '2.0.0',
      description: 'Deploys apps',
      dependencies: { 'acme/base': '^1' },
      files: { 'scripts/run.sh': 'echo hi\n' },
    },
  ]);
  const { sql } = world.registry.registry;
  await sql.updateTable('versions').set({ yanked: true }).where('version', '=', '1.3.0').execute();
  await sql
    .updateTable('versions')
    .set({ changelog: '# 2.0.0\n\n- Rolls \u001b[31mback\u202e\n- More\n' })
    .where('version', '=', '2.0.0')
    .execute();
  await world.publishAll([{ ...deploy, version: '1.0.0' }]);
  await sql.updateTable('skills').set({ downloads: 12_345 }).where('name', '=', 'deploy').execute();
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
});

const asked = () => world.proxy.requests.map(({ path }) => path.replace('/api/skills/', ''));

describe('info on a skill of the registry', () => {
  test('tells what the registry knows, with two requests', async () => {
    const run = await world.project().run('info', ID);

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(/^acme\/deploy 2\.0\.0\nDeploys apps\n\n/);
    for (const line of [
      /^Status: +Not installed$/m,
      /^Source: +registry paks$/m,
      /^Publisher: +acme/m,
      /^Licence: +MIT$/m,
      /^Repository: +http.*acme\.git$/m,
      /^Downloads: +12,345 \(0 in the last 30 days\)$/m,
      /^Published: +\d{4}-\d\d-\d\d; first \d{4}-\d\d-\d\d, last updated \d{4}-\d\d-\d\d$/m,
      /^Size: +\d+ B in 2 files$/m,
      /^Needs: +acme\/base \^1$/m,
      /^Categories: +devops$/m,
      /^Keywords: +k8s, helm$/m,
      /^Versions: +2\.0\.0 \(\d{4}-\d\d-\d\d\), 1\.3\.0 \(\d{4}-\d\d-\d\d, yanked\), 1\.2\.0 /m,
    ]) {
      expect(run.stdout).toMatch(line);
    }
    expect(asked().sort()).toEqual([ID, `${ID}/versions`]);
  });

  test('answers are remembered: asking again within minutes asks nobody', async () => {
    const project = world.project();
    await project.run('info', ID);
    await project.run('info', ID);
    expect(asked()).toHaveLength(2);
  });

  test('--version tells about that version and names its files', async () => {
    const run = await world.project().run('info', ID, '--version', '1.2.0', '--json');
    const written = await world.project().run('info', `${ID}@1.2.0`);

    expect(run.json()).toMatchObject({
      result: { version: '1.2.0', files: [{ path: 'SKILL.md' }], registry: { versions: null } },
    });
    expectMatchesOutputSchema('info', run.json());
    expect(written.stdout).toMatch(/^acme\/deploy 1\.2\.0\n/);
    expect(asked().slice(0, 2).sort()).toEqual([ID, `${ID}/versions/1.2.0`]);
  });

  test('--versions lists every version with date, yank and a line of its changelog', async () => {
    const run = await world.project().run('info', ID, '--versions');
    const json = await world.project().run('info', ID, '--versions', '--format', 'json');

    expect(run.stdout).toMatch(/^VERSION +DATE +NOTE +CHANGES\n/);
    expect(run.stdout).toMatch(/^2\.0\.0 +\d{4}-\d\d-\d\d +2\.0\.0$/m);
    expect(run.stdout).toMatch(/^1\.3\.0 +\d{4}-\d\d-\d\d +yanked$/m);
    expectMatchesOutputSchema('info', json.json());
    expect(asked()).toEqual([`${ID}/versions`, `${ID}/versions`]);
  });

  test('--full prints the whole SKILL.md, with one request more', async () => {
    const run = await world.project().run('info', ID, '--full');

    expect(run.stdout).toMatch(/\n\n---\nname: deploy\n[\s\S]*# deploy\n$/);
    expect(asked()).toContain(`${ID}/versions/2.0.0`);
    expect(asked()).toHaveLength(3);
  });

  test('JSON and YAML hold the same', async () => {
    const project = world.project();
    const json = await project.run('info', ID, '--json');
    const yaml = await project.run('info', ID, '--format', 'yaml');

    expectMatchesOutputSchema('info', json.json());
    expect(parse(yaml.stdout)).toEqual(json.json());
    expect(json.json()).toMatchObject({
      result: { registry: { downloads: 12_345, versions: { length: 4 } }, dependencies: [{}] },
    });
  });

  test('changelogs and documents reach the terminal as text only (T14)', async () => {
    const evil = { account: 'evil', name: 'thing' };
    await world.publishAll([{ ...evil, version: '1.0.0' }]);
    const head = '---\nname: thing\ndescription: "\\u001b]0;owned\\u0007 text"\n---\n';
    const readme = `${head}Body \u001b[2J\r\nnext \u202eline\n`;
    await world.registry.registry.sql
      .updateTable('versions')
      .set({ readme, changelog: 'a\u001b[2Jb' })
      .where('skill_path', '=', 'thing')
      .execute();
    await world.publishAll([{ ...evil, version: '0.1.0' }]);

    const full = await world.project().run('info', 'evil/thing', '--full');
    const versions = await world.project().run('info', 'evil/thing', '--versions');
    const shown = await world.project().run('info', ID);

    for (const { stdout } of [full, versions, shown]) {
      expect(stdout).not.toMatch(/[\u001b\u202e\u0007\r]/);
    }
    expect(full.stdout).toContain('Body \\u{1b}[2J\nnext \\u{202e}line\n');
    expect(versions.stdout).toContain('a\\u{1b}[2Jb');
    expect(shown.stdout).toContain('Rolls \\u{1b}[31mback\\u{202e}');
  });
});

describe('how a skill is installed', () => {
  const manifest = (range: string) => `[skills]\n"${ID}" = ${range}\n`;

  async function installed(range: string, then = range) {
    const project = world.project({ manifest: manifest(range) });
    expect(await project.run('install')).toMatchObject({ exit: 0 });
    project.write('paks.toml', manifest(then));
    const { stdout } = await project.run('info', ID);
    return /^Status: +(.*)$/m.exec(stdout)?.[1];
  }

  test('tells which update its range allows', async () => {
    expect(await installed('"1.2.0"', '">=1.2.0"')).toBe(
      'Installed (1.2.0) - update available (2.0.0)',
    );
  });

  test('tells which range stands in the way of the newest', async () => {
    expect(await installed('"1.2.0"', '"^1.2.0"')).toBe(
      'Installed (1.2.0) - 2.0.0 is out, but not allowed by ^1.2.0',
    );
  });

  test('tells that nothing is newer', async () => {
    expect(await installed('"*"')).toBe('Installed (2.0.0) - up to date');
  });

  test('tells that it is pinned, and why', async () => {
    const pinned = '{ version = "*", pin = "1.2.0", pin-reason = "reviewed" }';
    expect(await installed(pinned)).toBe(
      'Installed (1.2.0) - update available (2.0.0); pinned to 1.2.0: reviewed',
    );
  });

  test('tells what is locked but in no directory', async () => {
    const project = world.project({ manifest: manifest('"*"') });
    await project.run('lock');
    const { stdout } = await project.run('info', ID);
    expect(stdout).toMatch(/^Status: +Locked, not installed \(2\.0\.0\) - up to date$/m);
  });

  test('finds a skill of the project by its name alone', async () => {
    const project = world.project({ manifest: manifest('"*"') });
    await project.run('install');
    expect((await project.run('info', 'deploy')).stdout).toMatch(/^acme\/deploy 2\.0\.0\n/);
  });
});

describe('info on what no registry has', () => {
  test('reads a folder as it is, asking nobody', async () => {
    const project = world.project({
      files: {
        'mine/SKILL.md': skillText('mine', ['license: MIT', 'allowed-tools: Bash Read']),
        'mine/notes.txt': 'x',
      },
    });
    const run = await project.run('info', './mine');
    const full = await project.run('info', './mine', '--full');
    const json = await project.run('info', './mine', '--json');

    expect(run.stdout).toMatch(/^mine\nAbout mine\.\n\n/);
    expect(run.stdout).toMatch(/^Files: +SKILL\.md, notes\.txt$/m);
    expect(run.stdout).toMatch(/^Tools: +Bash, Read$/m);
    expect(run.stdout).not.toContain('# mine');
    expect(full.stdout).toContain('# mine');
    expectMatchesOutputSchema('info', json.json());
    expect(world.proxy.requests).toEqual([]);
  });

  test('tells of a skill from git by its name in the project, asking nobody', async () => {
    const repository = await world.repository('tools');
    const commit = await repository.commit(
      { 'pdf/SKILL.md': skillText('pdf') },
      { tags: ['v1.0.0'] },
    );
    const url = `${world.git.url}/tools.git`;
    const project = world.project({
      manifest: `[skills]\npdf = { git = "${url}", path = "pdf", version = "^1" }\n`,
    });
    const early = await project.run('info', 'pdf');
    await project.run('install');
    world.git.requests.length = 0;
    const run = await project.run('info', 'pdf');

    expect(early.exit).toBe(3);
    expect(run.stdout).toMatch(/^pdf 1\.0\.0\nAbout pdf\.\n\nStatus: +Installed \(1\.0\.0\)\n/);
    expect(run.stdout).toContain(`${commit} (v1.0.0)`);
    expect([world.proxy.requests, world.git.requests]).toEqual([[], []]);
  });
});

describe('what info refuses', () => {
  test('names the nearest skill for one that is unknown', async () => {
    const sibling = await world.project().run('info', 'acme/deplyo');
    const namesake = await world.project().run('info', 'acmee/deploy');

    for (const run of [sibling, namesake]) {
      expect(run.exit).toBe(6);
      expect(run.stderr).toContain('did you mean `acme/deploy`?');
    }
  });

  test('names the versions that there are for one that is not', async () => {
    const run = await world.project().run('info', ID, '--version', '9.9.9');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('its newest versions: `2.0.0`');
  });

  test.each([
    [['deploy'], 1, '`paks search deploy`'],
    [['./nowhere'], 1, '`./nowhere` does not exist'],
    [['.', '--versions'], 2, 'leave `--versions` out'],
    [['https://x.test/y.git'], 2, 'is not a skill'],
    [[`${ID}@1.2.0`, '--version', '2.0.0'], 2, 'contradict'],
    [[ID, '--version', '^1'], 2, 'not a semantic version'],
    [[ID, '--version', '1.2.0', '--versions'], 2, 'leave one of them out'],
    [[], 2, 'run `paks info --help`'],
  ])('%j', async (words, exit, message) => {
    const run = await world.project().run('info', ...words);
    expect(run.exit).toBe(exit);
    expect(run.stderr).toContain(message);
  });

  test('offline what was never asked', async () => {
    const run = await world.project().run('info', ID, '--offline');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain('Paks is offline');
  });
});
