import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `[project]
name = "shop"
[skills]
"acme/deploy" = "^1"
"acme/base" = { version = "1.0.0", pin = "1.0.0", pin-reason = "reviewed" }
style = { path = "./style" }
[groups.review.skills]
"acme/review" = "^2"
[overrides]
"acme/tools" = "2.0.0"
`;

beforeAll(async () => {
  world = await startWorld();
  const release = (name: string, version: string, dependencies: Record<string, string> = {}) => ({
    account: 'acme',
    name,
    version,
    dependencies,
  });
  await world.publishAll([
    release('tools', '2.0.0', { 'acme/deploy': '*' }),
    release('base', '1.0.0', { 'acme/tools': '^1' }),
    release('deploy', '1.0.0', { 'acme/base': '^1.0.0' }),
    release('review', '2.0.0', { 'acme/base': '>=1 <3', 'acme/tools': '*' }),
  ]);
  project = world.project({ manifest: MANIFEST, files: { 'style/SKILL.md': skillText('style') } });
  expect(await project.run('install', '--all-groups')).toMatchObject({ exit: 0 });
  world.proxy.requests.length = 0;
});

afterAll(() => world.close());

describe('why', () => {
  test('shows every way from the manifest with its ranges, groups and pins, shorter first', async () => {
    const run = await project.run('why', 'base');
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      [
        'acme/base 1.0.0 from registry paks',
        '  paks.toml → acme/base 1.0.0',
        '  paks.toml → acme/deploy ^1 → acme/base ^1.0.0',
        '  paks.toml (group review) → acme/review ^2 → acme/base >=1 <3',
        '  paks.toml (group review) → acme/review ^2 → acme/tools * → acme/deploy * → acme/base ^1.0.0',
        '  pinned to 1.0.0: reviewed',
        '',
      ].join('\n'),
    );
    expect(world.proxy.requests).toEqual([]);
  });

  test('shows an override beside the ranges that it beats', async () => {
    const { stdout } = await project.run('why', 'acme/tools');
    expect(stdout).toContain('  paks.toml → acme/base 1.0.0 → acme/tools ^1\n');
    expect(stdout).toContain('  [overrides] sets it to 2.0.0, whoever asks\n');
  });

  test('as JSON holds the chains as data', async () => {
    const run = await project.run('why', 'acme/base', '--json');
    expectMatchesOutputSchema('why', run.json());
    expect(run.json()).toMatchObject({
      result: {
        chains: [{ group: null, steps: [{ id: 'acme/base', range: '1.0.0' }] }, {}, {}, {}],
      },
    });
  });

  test('fits the terminal', async () => {
    const narrow = world.project({
      manifest: MANIFEST,
      files: { 'style/SKILL.md': skillText('style'), 'paks.lock': project.read('paks.lock') },
      terminalWidth: 40,
    });
    const { stdout } = await narrow.run('why', 'acme/base');
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(40);
  });

  test('what is not installed ends with 1 and the nearest name', async () => {
    const run = await project.run('why', 'acme/bsae');
    const short = await project.run('why', 'bas');
    expect([run.exit, short.exit]).toEqual([1, 1]);
    expect(short.stderr).toContain('did you mean `acme/base`?');
    expect(run.stderr).toBe(
      'error: `acme/bsae` is not installed here\nhint: did you mean `acme/base`?\n',
    );
  });

  test('what nothing asks for any more says so', async () => {
    const left = world.project({
      manifest: '[skills]\n',
      files: { 'paks.lock': project.read('paks.lock') },
    });
    expect((await left.run('why', 'acme/deploy')).stdout).toContain('nothing asks for it any more');
  });
});

describe('tree', () => {
  test('draws what every skill needs, marking cycles and repeats', async () => {
    const run = await project.run('tree');
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe(
      [
        'shop',
        '├─ acme/deploy 1.0.0 (^1)',
        '│  └─ acme/base 1.0.0 (^1.0.0)',
        '│     └─ acme/tools 2.0.0 (^1, overridden)',
        '│        └─ acme/deploy 1.0.0 (cycle)',
        '├─ acme/base 1.0.0 (1.0.0) (*)',
        '├─ style local',
        '└─ acme/review 2.0.0 (^2, group review)',
        '   ├─ acme/base 1.0.0 (>=1 <3) (*)',
        '   └─ acme/tools 2.0.0 (overridden) (*)',
        '',
        '(*) what it needs is shown above',
        '',
      ].join('\n'),
    );
    expect(world.proxy.requests).toEqual([]);
  });

  test('--depth cuts, --group chooses, a name begins there', async () => {
    const flat = await project.run('tree', '--depth', '0');
    const group = await project.run('tree', '--group', 'review', '--depth', '1');
    const named = await project.run('tree', 'tools');

    expect(flat.stdout).toContain('├─ acme/deploy 1.0.0 (^1) …\n');
    expect(flat.stdout).not.toContain('│');
    expect(group.stdout.split('\n')).toHaveLength(5);
    expect(named.stdout).toMatch(
      /^shop\n└─ acme\/tools 2\.0\.0 \(overridden\)\n {3}└─ acme\/deploy/,
    );
  });

  test('--invert shows who needs a skill', async () => {
    const { stdout } = await project.run('tree', 'acme/tools', '--invert');
    expect(stdout).toMatch(/^ {3}├─ acme\/base 1\.0\.0 \(\^1\)\n {3}│ {2}├─ acme\/deploy/m);
    expect(stdout).toMatch(/^ {3}└─ acme\/review/m);
  });

  test('as JSON holds the same tree', async () => {
    const run = await project.run('tree', '--json');
    expectMatchesOutputSchema('tree', run.json());
    expect(run.json()).toMatchObject({
      result: { name: 'shop', skills: [{ needs: [{ id: 'acme/base' }] }, {}, {}, {}] },
    });
  });

  test('fits the terminal', async () => {
    const narrow = world.project({
      manifest: MANIFEST,
      files: { 'style/SKILL.md': skillText('style'), 'paks.lock': project.read('paks.lock') },
      terminalWidth: 30,
    });
    const { stdout } = await narrow.run('tree');
    const [, ...lines] = stdout.split('\n(*)')[0]?.split('\n') ?? [];
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(30);
    expect(stdout).toContain('…');
  });

  test.each([
    ['--group revew', 2, 'did you mean `--group review`?'],
    ['--invert', 2, '`paks tree NAME --invert`'],
    ['--depth -1', 2, '--depth'],
    ['acme/nothing', 1, 'is not installed here'],
  ])('refuses %s', async (words, exit, message) => {
    const run = await project.run('tree', ...words.split(' '));
    expect(run.exit).toBe(exit);
    expect(run.stderr).toContain(message);
  });

  test('is empty without a lock', async () => {
    const fresh = world.project({ manifest: '[skills]\n' });
    expect((await fresh.run('tree')).stdout).toBe(
      'No skills are installed here. Add one with `paks add account/name`.\n',
    );
  });
});
