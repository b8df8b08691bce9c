import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { parse } from 'yaml';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

const HOSTILE = 'Deploys \\u001b[31mred\\u001b[0m \\u202ebackwards\\nACCOUNT  9.9.9  fake row';
const OFTEN = 1234;
let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  const lines = (category: string, keyword: string) => [
    `categories: [${category}]`,
    `keywords: [${keyword}]`,
    'license: MIT',
  ];
  await world.publishAll([
    {
      account: 'acme',
      name: 'deploy',
      version: '2.1.0',
      description: `Deploys ${'apps to many clusters '.repeat(12)}`,
      frontmatter: lines('devops', 'k8s'),
    },
    {
      account: 'acme',
      name: 'review',
      version: '1.0.0',
      description: 'Reviews what is to deploy',
      frontmatter: lines('security', 'k8s'),
    },
    {
      account: 'other',
      name: 'deploy',
      version: '0.3.0',
      description: `"${HOSTILE}"`,
      frontmatter: lines('devops', 'docker'),
    },
  ]);
  await world.registry.registry.sql
    .updateTable('skills')
    .set({ downloads: OFTEN })
    .where('account', '=', 'acme')
    .where('name', '=', 'deploy')
    .execute();
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
});

const ids = (stdout: string) => [...stdout.matchAll(/^\w+\/\w+/gm)].map(([id]) => id);

describe('search', () => {
  test('prints a table of skill, version, downloads and description with one request', async () => {
    const run = await world.project().run('search', 'deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toMatch(/^SKILL +VERSION +DOWNLOADS +DESCRIPTION\n/);
    expect(run.stdout).toMatch(/^acme\/deploy +2\.1\.0 +1,234 +Deploys apps .*clusters$/m);
    expect(run.stdout).toMatch(/\n3 skills\n$/);
    expect(world.proxy.requests.map(({ path }) => path)).toEqual([
      '/api/skills/search?q=deploy&sort=downloads&limit=20&page=1',
    ]);
  });

  test('fits the terminal, with a rule below the titles; a pipe gets every word', async () => {
    const { stdout } = await world.project({ terminalWidth: 60 }).run('search', 'deploy');
    const lines = stdout.split('\n');

    expect(Math.max(...lines.map((line) => line.length))).toBe(60);
    expect(lines[1]).toBe('─'.repeat(60));
    expect(stdout).toContain('…');
  });

  test('shows hostile descriptions as text on one line (T14)', async () => {
    const table = await world.project().run('search', '--account', 'other');
    const detailed = await world.project().run('search', '--account', 'other', '--detailed');

    for (const { stdout } of [table, detailed]) {
      expect(stdout).not.toMatch(/[\u001b\u202e]/);
      expect(stdout).toContain('\\u{1b}[31mred\\u{1b}[0m \\u{202e}backwards ACCOUNT');
    }
    expect(ids(table.stdout)).toEqual(['other/deploy']);
  });

  test('--detailed prints whole descriptions, broken between words', async () => {
    const { stdout } = await world
      .project({ terminalWidth: 50 })
      .run('search', '--account', 'acme', '--detailed');

    expect(stdout.match(/many clusters|many\n {2}clusters/g)).toHaveLength(12);
    expect(stdout).toMatch(/^ {2}1,234 downloads · updated \d{4}-\d\d-\d\d · MIT$/m);
    expect(stdout).toContain('categories: devops');
    expect(stdout).toContain('keywords: k8s');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(50);
  });

  test.each([
    ['--category devops', ['acme/deploy', 'other/deploy']],
    ['--keyword k8s', ['acme/deploy', 'acme/review']],
    ['--author acme', ['acme/deploy', 'acme/review']],
    ['--account other', ['other/deploy']],
    ['--category devops --keyword k8s', ['acme/deploy']],
    ['deploy --category security --author acme', ['acme/review']],
    ['--account acme --author acme --category devops', ['acme/deploy']],
  ])('filters combine with AND: %s', async (words, expected) => {
    const { stdout } = await world.project().run('search', ...words.split(' '));
    expect(ids(stdout).sort()).toEqual(expected);
  });

  test.each([
    ['downloads', 0, 'acme/deploy'],
    ['name', 2, 'acme/review'],
    ['relevance', 2, 'acme/review'],
  ])('--sort %s', async (sort, position, expected) => {
    const { stdout } = await world.project().run('search', 'deploy', '--sort', sort);
    expect(ids(stdout)).toHaveLength(3);
    expect(ids(stdout)[position]).toBe(expected);
    expect(world.proxy.requests[0]?.path).toContain(`sort=${sort}`);
  });

  test('pages say which of how many they are and how to get the next', async () => {
    const project = world.project();
    const first = await project.run('search', '--limit', '2');
    const second = await project.run('search', '--limit', '2', '--page', '2');
    const third = await project.run('search', '--limit', '2', '--page', '3');

    expect(first.stdout).toMatch(/\n3 skills; page 1 of 2, the next with --page 2\n$/);
    expect(second.stdout).toMatch(/\n3 skills; page 2 of 2\n$/);
    expect(new Set([...ids(first.stdout), ...ids(second.stdout)]).size).toBe(3);
    expect(third).toMatchObject({
      exit: 0,
      stdout: 'Page 3 is empty: there are 2 pages with 3 skills.\n',
    });
  });

  test('finding nothing is no failure, and says what to loosen', async () => {
    const run = await world.project().run('search', 'nothing-like-it', '--category', 'devops');
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      'No skills found for `nothing-like-it`, category `devops`.\nLeave out a filter, or search for fewer words.\n',
    );
  });

  test('JSON and YAML hold the same page', async () => {
    const project = world.project();
    const json = await project.run('search', 'deploy', '--format', 'json');
    const yaml = await project.run('search', 'deploy', '--format', 'yaml');

    expectMatchesOutputSchema('search', json.json());
    expect(parse(yaml.stdout)).toEqual(json.json());
    expect(json.json()).toMatchObject({
      result: { total: 3, page: 1, pages: 1, registry: 'paks', skills: { length: 3 } },
    });
  });
});

describe('what a search is answered from', () => {
  test('the same search within a minute asks nobody; --no-cache does', async () => {
    const project = world.project();
    await project.run('search', 'deploy');
    await project.run('search', 'deploy');
    expect(world.proxy.requests).toHaveLength(1);
    await project.run('search', 'deploy', '--no-cache');
    expect(world.proxy.requests).toHaveLength(2);
  });

  test('offline it is the cache, else a clear refusal', async () => {
    const project = world.project();
    await project.run('search', 'deploy');
    const known = await project.run('search', 'deploy', '--offline');
    const unknown = await project.run('search', 'review', '--offline');

    expect(known.exit).toBe(0);
    expect(unknown.exit).toBe(6);
    expect(unknown.stderr).toContain('is not cached, and Paks is offline');
    expect(world.proxy.requests).toHaveLength(1);
  });

  test('another registry is named with --registry', async () => {
    const project = world.project({
      manifest: `[registries.mine]\nurl = "${world.proxy.url}"\n`,
      registry: 'http://127.0.0.1:9',
    });
    const run = await project.run('search', 'review', '--registry', 'mine');
    const unknown = await project.run('search', 'review', '--registry', 'mien');

    expect(ids(run.stdout)).toEqual(['acme/review']);
    expect(unknown.exit).toBe(2);
    expect(unknown.stderr).toContain('did you mean `mine`?');
  });
});

describe('what a search refuses', () => {
  test.each([
    ['--limit 0', /--limit/],
    ['--limit 101', /--limit/],
    ['--limit ten', /--limit/],
    ['--page 0', /--page/],
    ['--page 1.5', /--page/],
    ['--sort stars', /for --sort: expected one of "downloads"/],
    ['--author acme --account other', /one publisher/],
    ['--json --format yaml', /--format yaml/],
  ])('with a usage error and no request: %s', async (words, message) => {
    const run = await world.project().run('search', ...words.split(' '));
    expect(run.exit).toBe(2);
    expect(`${run.stdout}${run.stderr}`).toMatch(message);
    expect(world.proxy.requests).toEqual([]);
  });
});

describe('the newest', () => {
  test('come first with --sort recent', async () => {
    await world.publish({ account: 'newest', name: 'thing', version: '1.0.0' });
    const { stdout } = await world.project().run('search', '--sort', 'recent', '--limit', '1');
    expect(ids(stdout)).toEqual(['newest/thing']);
  });
});
