import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { findingSummaries } from '../../../src/audit/findingSummaries.ts';
import { expectSarif } from '../../helpers/expectSarif.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
/** The line of `[skills]` for a repository of everything that people cannot see. */
let hidden: string;

const BIDI = 'one\ntwo \u202e three\n';
const TAGS = Array.from('hi', (letter) => String.fromCodePoint(0xe0000 + letter.charCodeAt(0)));
const SCRIPT = { mode: '100755', content: '#!/bin/sh\nexit 0\n' } as const;
const TOKEN = `ghp_${'a1B2c3D4e5'.repeat(4)}`.slice(0, 40);

beforeAll(async () => {
  world = await startWorld();
  await world.publishAll([
    { account: 'acme', name: 'clean', version: '1.0.0' },
    { account: 'acme', name: 'tools', version: '1.0.0', files: { 'run.sh': SCRIPT } },
    { account: 'acme', name: 'old', version: '1.0.0' },
  ]);
  await (await world.repository('hidden')).commit({
    'SKILL.md': skillText('hidden'),
    'notes.md': BIDI,
    'more.md': `x${TAGS.join('')}\n`,
    'escape.md': 'a\u001b[31mb\n',
    'keys.txt': `${TOKEN}\n`,
  });
  hidden = `hidden = { git = "${world.git.url}/hidden.git" }`;
});

afterAll(() => world.close());

beforeEach(() => {
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
});

/** A project with these lines of `[skills]`, installed whatever is found; then with this policy. */
async function installed(
  skills: string,
  { policy = '', files = {} }: { policy?: string; files?: Record<string, string> } = {},
): Promise<TemporaryProject> {
  const table = `[project]\nagents = ["claude-code"]\n[skills]\n${skills}\n`;
  const project = world.project({ manifest: `${table}[policy]\naudit = "off"\n`, files });
  const run = await project.run('install');
  expect(run.exit).toBe(0);
  project.write('paks.toml', `${table}${policy}`);
  world.proxy.requests.length = 0;
  world.git.requests.length = 0;
  return project;
}

describe('audit', () => {
  test('passes what is clean, with one question to its registry and no change', async () => {
    const project = await installed('"acme/clean" = "^1"');
    const before = project.tree();

    const run = await project.run('audit');

    expect(run).toMatchObject({
      exit: 0,
      stderr: '',
      stdout: '1 skill audited: 0 errors, 0 to look at, 0 dismissed.\n',
    });
    expect(world.proxy.requests).toHaveLength(1);
    expect(project.tree()).toEqual(before);
  });

  test('T18, T14, T19: shows hidden text decoded, escape sequences and secrets, by file and line', async () => {
    const project = await installed(hidden);

    const run = await project.run('audit');

    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(/✗ hidden 0\.0\.0-\S+ git\+http\S+\n/);
    expect(run.stdout).toMatch(/ {2}notes\.md:2:5 error: U\+202E .* \(bidi-control\)\n/);
    expect(run.stdout).toMatch(/ {2}more\.md:1:2 error: U\+E0068 .*: `hi` \(tag-character\)\n/);
    expect(run.stdout).toMatch(/ {2}escape\.md:1:2 error: .* \(escape-sequence\)\n/);
    expect(run.stdout).toMatch(/ {2}keys\.txt:1:1 advice: a GitHub token \(`ghp_…`\) \(secret\)\n/);
    expect(run.stdout).not.toContain(TOKEN);
    expect(run.stdout).not.toMatch(/[\u001b\u202e]/);
  });

  test('executables and scripts advise, and fail only where that is asked for', async () => {
    const project = await installed('"acme/tools" = "^1"');

    const plain = await project.run('audit');
    const strict = await project.run('audit', '--level', 'advice');
    const quiet = await project.run('audit', '--severity', 'error');

    expect([plain.exit, strict.exit, quiet.exit]).toEqual([0, 1, 0]);
    expect(plain.stdout).toContain(
      'run.sh:1:1 advice: a file that can be executed, run by `/bin/sh`',
    );
    expect(quiet.stdout).toBe('1 skill audited: 0 errors, 1 to look at, 0 dismissed.\n');
  });

  test('the printed lines dismiss a finding, for that content only', async () => {
    const project = await installed(hidden);
    const found = await project.run('audit');
    const [, lines = ''] = found.stdout.split('goes into `paks.toml`:\n');
    const dismissals = lines.split('\n').filter((line) => /^(?:\[\[|finding|integrity)/.test(line));

    project.write('paks.toml', `${project.read('paks.toml')}${dismissals.join('\n')}\n`);
    const accepted = await project.run('audit');
    const other = dismissals.join('\n').replaceAll(/sha256-.{8}/g, 'sha256-AAAAAAAA');
    project.write('paks.toml', `[skills]\n${hidden}\n${other}\n`);
    const elsewhere = await project.run('audit');

    expect(dismissals).toHaveLength(9);
    expect(accepted.exit).toBe(0);
    expect(accepted.stdout).toContain('0 errors, 1 to look at, 3 dismissed.');
    expect(elsewhere.exit).toBe(1);
  });

  test('looks only at the skills that are named', async () => {
    const project = await installed(`${hidden}\n"acme/clean" = "^1"`);

    const run = await project.run('audit', 'clean');
    const unknown = await project.run('audit', 'claen');

    expect(run).toMatchObject({ exit: 0, stdout: expect.stringContaining('1 skill audited') });
    expect(unknown).toMatchObject({ exit: 1, stdout: '' });
  });

  test('reads on a fresh clone what an install would fetch, and installs nothing', async () => {
    const first = await installed(hidden);
    const clone = world.project({
      manifest: first.read('paks.toml'),
      files: { 'paks.lock': first.read('paks.lock') },
    });

    const run = await clone.run('audit');

    expect(run.exit).toBe(1);
    expect(Object.keys(clone.tree())).toEqual(['paks.lock', 'paks.toml']);
  });

  test('a folder of the project is looked at where it is, a dismissal holding for what it is now', async () => {
    const project = world.project({
      manifest: '[skills]\nstyle = { path = "./skills/style" }\n',
      files: { 'skills/style/SKILL.md': skillText('style') },
    });
    await project.run('lock');
    project.write('skills/style/notes.md', BIDI);

    const run = await project.run('audit', '--json');

    expect(run.exit).toBe(1);
    expect(run.json()).toMatchObject({
      result: {
        skills: [
          {
            id: 'style',
            version: 'local',
            folder: 'skills/style',
            integrity: expect.stringMatching(/^sha256-/),
            findings: [{ id: 'bidi-control', path: 'notes.md', line: 2 }],
          },
        ],
      },
    });
  });

  test('gives everything as JSON that matches its schema', async () => {
    const project = await installed(`${hidden}\n"acme/tools" = "^1"`);

    const run = await project.run('audit', '--json');

    expectMatchesOutputSchema('audit', run.json());
    expect(run.json()).toMatchObject({
      ok: true,
      result: { passed: false, errors: 3, advice: 2, failed: [], leftOut: [] },
    });
  });

  test('prints SARIF: own folders where they are, the rest at the block of the lock', async () => {
    const skills = '"acme/tools" = "^1"\nstyle = { path = "./my skills/style" }';
    const files = {
      'my skills/style/SKILL.md': skillText('style'),
      'my skills/style/notes.md': BIDI,
    };
    const project = await installed(skills, { files });

    const run = await project.run('audit', '--format', 'sarif');

    expect(run).toMatchObject({ exit: 1, stderr: '' });
    expectSarif(run.json());
    const [{ results }] = (run.json() as { runs: [{ results: object[] }] }).runs;
    const block = project.read('paks.lock').split('\n').indexOf('[[skill]]') + 1;
    const at = (uri: string, startLine: number, startColumn: number) => [
      { physicalLocation: { artifactLocation: { uri }, region: { startLine, startColumn } } },
    ];
    expect(results).toMatchObject([
      { ruleId: 'executable', level: 'note', locations: at('paks.lock', block, 1) },
      { ruleId: 'bidi-control', level: 'error', locations: at('my%20skills/style/notes.md', 2, 5) },
    ]);
    expect(await project.run('audit', '--format', 'sarif', '--json')).toMatchObject({ exit: 2 });
  });

  test('every kind of finding is described in docs/spec/audit.md', () => {
    const page = readFileSync('docs/spec/audit.md', 'utf8');
    const rows = page.split('\n').filter((line) => /^\| `.*\| (?:error|advice) \|/.test(line));
    const ids = rows.flatMap((row) => [...(row.split('|')[1] ?? '').matchAll(/`([a-z-]+)`/g)]);

    expect(new Set(ids.map(([, id]) => id))).toEqual(new Set(Object.keys(findingSummaries)));
  });

  test('needs a lock', async () => {
    const project = world.project({ manifest: '[skills]\n' });

    expect(await project.run('audit')).toMatchObject({
      exit: 3,
      stderr: expect.stringContaining('there is no `paks.lock` to audit'),
    });
  });
});

describe('audit of releases', () => {
  test('a yanked release is advice that says how to move on', async () => {
    const project = await installed('"acme/old" = "^1"');
    await world.registry.operate('skill', 'yank', 'acme/old', '1.0.0');

    const run = await project.run('audit');

    expect(run.exit).toBe(0);
    expect(run.stdout).toMatch(
      /advice: version 1\.0\.0 was yanked.*`paks update acme\/old`.*\(yanked\)/,
    );
  });

  test('T23: a release younger than minimum-release-age fails', async () => {
    const project = await installed('"acme/clean" = "^1"', {
      policy: '[policy]\nminimum-release-age = "3d"\n',
    });

    const run = await project.run('audit');

    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(
      /error: published \d+ minutes? ago, .* asks for 3 days \(too-young\)/,
    );
    expect(run.stdout).not.toContain('[[policy.dismissed]]');
  });

  test('T22: a source outside allow-sources fails, and nothing is asked of it', async () => {
    const policy = '[policy]\nallow-sources = ["path"]\n';
    const project = await installed('"acme/clean" = "^1"', { policy });

    const run = await project.run('audit');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('which `allow-sources` does not list (source-not-allowed)');
    expect(world.proxy.requests).toEqual([]);
  });

  test('T17: a lock whose content is not what its registry has fails', async () => {
    const project = await installed('"acme/clean" = "^1"');
    const forged = project.read('paks.lock').replace(/sha256-.{8}/, 'sha256-AAAAAAAA');
    project.write('paks.lock', forged);

    const run = await project.run('audit');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('(changed-release)');
    expect(run.stdout).toContain('(changed-content)');
  });

  test('T10: a tag that moved or went fails, at one listing of references a repository', async () => {
    const repository = await world.repository('tagged');
    await repository.commit(
      { 'a/SKILL.md': skillText('a'), 'b/SKILL.md': skillText('b'), 'c/SKILL.md': skillText('c') },
      { tags: ['v1.0.0', 'v1.1.0', 'stays'] },
    );
    const url = `${world.git.url}/tagged.git`;
    const project = await installed(
      [
        `a = { git = "${url}", path = "a", tag = "v1.0.0" }`,
        `b = { git = "${url}", path = "b", version = "^1" }`,
        `c = { git = "${url}", path = "c", tag = "stays" }`,
      ].join('\n'),
    );
    await repository.commit({ 'a/SKILL.md': skillText('a', ['license: MIT']) });
    await repository.git(['tag', '-f', 'v1.0.0', 'main']);
    await repository.git(['tag', '-d', 'v1.1.0']);

    const run = await project.run('audit');

    expect(run.exit).toBe(1);
    expect(run.stdout).toMatch(
      /✗ a .*\n.*error: the tag `v1\.0\.0` points at \w{7} now; \w{7} was locked \(moved-tag\)/,
    );
    expect(run.stdout).toMatch(/✗ b .*\n.*error: the tag `v1\.1\.0` is gone/);
    expect(run.stdout).not.toMatch(/✗ c /);
    const listings = world.git.requests.filter(({ method }) => method === 'POST');
    expect(listings).toHaveLength(1);
  });
});

describe('audit without an answer', () => {
  test('--offline checks what is here, says what it left out, and asks nobody', async () => {
    const project = await installed('"acme/clean" = "^1"');

    const run = await project.run('audit', '--offline');

    expect(run.exit).toBe(0);
    expect(world.proxy.requests).toEqual([]);
    expect(world.git.requests).toEqual([]);
  });

  test('--offline names the skills whose registries and tags were left out', async () => {
    const repository = await world.repository('offline');
    await repository.commit({ 'SKILL.md': skillText('d') }, { tags: ['v1.0.0'] });
    const project = await installed(`d = { git = "${world.git.url}/offline.git", tag = "v1.0.0" }`);

    const run = await project.run('audit', '--offline');

    expect(run).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining(
        'Left out, because they need a network: registries and tags of d.',
      ),
    });
  });

  test('content that is nowhere is no success, offline or not', async () => {
    const first = await installed('"acme/clean" = "^1"');
    const clone = world.project({
      manifest: first.read('paks.toml'),
      files: { 'paks.lock': first.read('paks.lock') },
    });

    const run = await clone.run('audit', '--offline');

    expect(run.exit).toBe(6);
    expect(run.stdout).toContain('✗ acme/clean: its content could not be checked');
  });

  test('a registry that fails is named, the rest is checked, and that is no success', async () => {
    const project = await installed('"acme/clean" = "^1"');
    world.proxy.faults.push({ kind: 'status', status: 403 });

    const run = await project.run('audit', '--no-cache');

    expect(run.exit).toBe(7);
    expect(run.stdout).toContain('✗ acme/clean: its release could not be checked');
    expect(run.stdout).toContain('1 check not made.');
  });
});
