import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { catalog, type ErrorCode } from '../../../src/errors/catalog.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { skillText } from '../../helpers/startWorld.ts';

const GOOD = '[project]\nagents = ["claude-code"]\n\n[skills]\nkeep = { path = "./keep" }\n';
/** Nobody listens there: nothing here may get as far as asking. */
const NOWHERE = 'http://127.0.0.1:9';
const SHAPE = /^error: [^\n]+\n(?:\d+ \| [^\n]*\n *\^\n)?(?:hint: [^\n]+\n)+$/;

let project: TemporaryProject;

beforeAll(async () => {
  project = makeTemporaryProject({
    manifest: GOOD,
    registry: NOWHERE,
    files: { 'keep/SKILL.md': skillText('keep') },
  });
  expect(await project.run('install')).toMatchObject({ exit: 0, stderr: '' });
});

afterAll(() => project.dispose());

interface Mistake {
  readonly name: string;
  readonly text: string | Uint8Array;
  readonly code: ErrorCode;
  readonly says: RegExp;
}

async function expectRefused(mistake: Mistake, ...argv: readonly string[]): Promise<void> {
  const before = project.tree();
  const run = await project.run(...argv);
  const json = await project.run(...argv, '--json');

  expect(run.stderr).toMatch(SHAPE);
  expect(run.stderr).toMatch(mistake.says);
  expect(run).toMatchObject({ exit: catalog[mistake.code], stdout: '' });
  expect(json.json()).toMatchObject({ ok: false, error: { code: mistake.code } });
  expect(json).toMatchObject({ exit: catalog[mistake.code], stderr: '' });
  expect(project.tree()).toEqual(before);
}

const skills = (...lines: readonly string[]): string => `[skills]\n${lines.join('\n')}\n`;
const invalid = { code: 'MANIFEST_INVALID' } as const;

const MANIFESTS: readonly Mistake[] = [
  {
    ...invalid,
    name: 'an unknown key, with the nearest',
    text: '[project]\nagent = ["cursor"]\n',
    says: /^error: paks\.toml:2:1: .*`agent`[^]*hint: .*`agents`/,
  },
  {
    ...invalid,
    name: 'an unknown table, with the nearest',
    text: '[skill]\n"acme/a" = "1"\n',
    says: /paks\.toml:1:\d+: .*`skill`[^]*hint: .*`skills`/,
  },
  {
    ...invalid,
    name: 'an unknown key of a skill',
    text: skills('a = { git = "https://example.test/a.git", brnch = "x" }'),
    says: /paks\.toml:2:\d+: .*`brnch`[^]*hint: .*`branch`/,
  },
  {
    ...invalid,
    name: 'a wrong type',
    text: '[project]\nagents = "cursor"\n',
    says: /paks\.toml:2:10: `project\.agents` has to be a list/,
  },
  { ...invalid, name: 'a number for a skill', text: skills('"acme/a" = 1'), says: /paks\.toml:2:/ },
  {
    ...invalid,
    name: 'a range that is none',
    text: skills('"acme/a" = "newest"'),
    says: /paks\.toml:2:\d+: .*`newest`/,
  },
  {
    ...invalid,
    name: 'both tag and branch',
    text: skills('a = { git = "https://example.test/a.git", tag = "v1", branch = "main" }'),
    says: /paks\.toml:2:\d+: .*`(?:tag|branch)`/,
  },
  {
    ...invalid,
    name: 'both git and path',
    text: skills('a = { git = "https://example.test/a.git", registry = "paks" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T15 credentials in an address',
    text: skills('a = { git = "https://user:hunter2@example.test/a.git" }'),
    says: /paks\.toml:2:\d+: .*(?:credential|password|user)/i,
  },
  {
    ...invalid,
    name: 'T09 an address that runs a program',
    text: skills('a = { git = "ext::sh -c touch% evil" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T09 an address that is an option',
    text: skills('a = { git = "--upload-pack=evil" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T09 a branch that is an option',
    text: skills('a = { git = "https://example.test/a.git", branch = "--evil" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T01 a path that leaves the repository',
    text: skills('a = { git = "https://example.test/a.git", path = "../b" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T01 a directory name that leaves its directory',
    text: skills('keep = { path = "./keep", as = "../../evil" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T01 a skill called `..`',
    text: skills('".." = { path = "./keep" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'T12 a skill called `__proto__`',
    text: skills('__proto__ = { path = "./keep" }'),
    says: /paks\.toml:2:/,
  },
  {
    ...invalid,
    name: 'a key that stands twice',
    text: skills('keep = { path = "./keep" }', 'keep = { path = "./other" }'),
    says: /paks\.toml:3:\d+: /,
  },
  {
    ...invalid,
    name: 'conflict markers',
    text: `<<<<<<< HEAD\n${GOOD}=======\n>>>>>>> theirs\n`,
    says: /paks\.toml:1:1: .*conflict/,
  },
  {
    ...invalid,
    name: 'an open string',
    text: skills('"acme/a" = "1'),
    says: /paks\.toml:2:\d+: /,
  },
  {
    ...invalid,
    name: 'bytes that are not UTF-8',
    text: Buffer.from([0x5b, 0xff, 0xfe, 0x5d]),
    says: /paks\.toml` is not UTF-8/,
  },
  {
    ...invalid,
    name: 'UTF-16',
    text: Buffer.from(`\ufeff${GOOD}`, 'utf16le'),
    says: /paks\.toml` is not UTF-8|paks\.toml:1:/,
  },
  {
    ...invalid,
    name: 'T12 nesting without end',
    text: `x = ${'['.repeat(100_000)}`,
    says: /paks\.toml:1:\d+: .*(?:deep|nest)/,
  },
  {
    ...invalid,
    name: 'T12 inline tables without end',
    text: `x = ${'{a='.repeat(50_000)}`,
    says: /paks\.toml:1:\d+: .*(?:deep|nest)/,
  },
  {
    ...invalid,
    name: 'a date that does not exist',
    text: 'x = 2026-13-45\n',
    says: /paks\.toml:1:\d+: /,
  },
  {
    code: 'LIMIT_EXCEEDED',
    name: 'T05 more than 5 MiB',
    text: `# ${'x'.repeat(5 * 1024 * 1024)}\n`,
    says: /the limit is 5242880/,
  },
];

describe('a manifest with a mistake is named by its place, and nothing is changed', () => {
  test.each(MANIFESTS)('$name', async (mistake) => {
    writeFileSync(join(project.path, 'paks.toml'), mistake.text);
    try {
      await expectRefused(mistake, 'install');
      await expectRefused(mistake, 'add', './keep');
      await expectRefused(mistake, 'ci');
      expect((await project.run('install', '--verbose')).stderr).not.toContain('hunter2');
    } finally {
      project.write('paks.toml', GOOD);
    }
  });
});

const INTEGRITY = `sha256-${'A'.repeat(43)}=`;
const COMMIT = '0123456789'.repeat(4);

function lock(...lines: readonly string[]): string {
  return `version = 1\n\n[[skill]]\n${lines.join('\n')}\n`;
}

const broken = { code: 'LOCKFILE_INVALID' } as const;
const locked = [
  'name = "acme/a"',
  'version = "1.0.0"',
  'source = "registry+paks"',
  `integrity = "${INTEGRITY}"`,
];
const GIT_SOURCE = 'source = "git+https://example.test/a.git"';
const fromGit = (source = GIT_SOURCE, commit = COMMIT): string =>
  lock('name = "a"', 'version = "1.0.0"', source, `commit = "${commit}"`, locked[3] ?? '');

const LOCKS: readonly Mistake[] = [
  { ...broken, name: 'no TOML', text: 'this is not a lock\n', says: /paks\.lock:1:\d+: / },
  { ...broken, name: 'no version', text: '[[skill]]\n', says: /paks\.lock/ },
  {
    code: 'LOCKFILE_TOO_NEW',
    name: 'a newer format',
    text: 'version = 2\n\n[[things]]\n',
    says: /newer[^]*hint: .*update|hint: .*paks/i,
  },
  {
    ...broken,
    name: 'a skill that stands twice',
    text: `${lock(...locked)}\n${lock(...locked).slice(13)}`,
    says: /paks\.lock:\d+:\d+: .*twice/,
  },
  {
    ...broken,
    name: 'T01 a name that leaves its directory',
    text: lock('name = "../evil"', ...locked.slice(1)),
    says: /paks\.lock:4:\d+: /,
  },
  {
    ...broken,
    name: 'T17 no integrity',
    text: lock(...locked.slice(0, 3)),
    says: /integrity/,
  },
  {
    ...broken,
    name: 'T17 a weak integrity',
    text: lock(...locked.slice(0, 3), 'integrity = "sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="'),
    says: /integrity/,
  },
  {
    ...broken,
    name: 'T09 T17 a commit that is an option',
    text: fromGit(GIT_SOURCE, '--upload-pack=evil'),
    says: /paks\.lock:7:\d+: .*commit/,
  },
  {
    ...broken,
    name: 'T15 credentials in an address',
    text: fromGit('source = "git+https://user:hunter2@example.test/a.git"'),
    says: /paks\.lock:6:\d+: /,
  },
  {
    ...broken,
    name: 'T09 an address that runs a program',
    text: fromGit('source = "git+ext::sh -c evil"'),
    says: /paks\.lock:6:\d+: /,
  },
  { ...broken, name: 'an unknown key', text: lock(...locked, 'script = "evil"'), says: /`script`/ },
  {
    ...broken,
    name: 'bytes that are not UTF-8',
    text: Buffer.from([0xff, 0xfe]),
    says: /paks\.lock` is not UTF-8/,
  },
  {
    ...broken,
    name: 'T12 nesting without end',
    text: `version = 1\nx = ${'['.repeat(100_000)}`,
    says: /paks\.lock:2:\d+: /,
  },
];

describe('a lock with a mistake is never guessed at, and nothing is changed', () => {
  test.each(LOCKS)('$name', async (mistake) => {
    const good = project.read('paks.lock');
    writeFileSync(join(project.path, 'paks.lock'), mistake.text);
    try {
      await expectRefused(mistake, 'install');
      await expectRefused(mistake, 'ci');
      await expectRefused(mistake, 'add', './keep');
      expect((await project.run('ci', '--verbose')).stderr).not.toContain('hunter2');
    } finally {
      project.write('paks.lock', good);
    }
  });

  test('conflict markers stop a frozen run', async () => {
    const good = project.read('paks.lock');
    project.write('paks.lock', `<<<<<<< HEAD\n${good}=======\n${good}>>>>>>> theirs\n`);
    await expectRefused(
      { name: '', text: '', code: 'LOCKFILE_CONFLICT', says: /conflict markers/ },
      'ci',
    );
    project.write('paks.lock', good);
  });

  test('a missing lock stops a frozen run, and an outdated one says what differs', async () => {
    const good = project.read('paks.lock');
    project.remove('paks.lock');
    await expectRefused(
      { name: '', text: '', code: 'LOCKFILE_MISSING', says: /there is no `paks\.lock`/ },
      'ci',
    );
    project.write('paks.lock', good);
    project.write('paks.toml', `${GOOD}"acme/new" = "^1"\n`);

    const run = await project.run('ci');

    project.write('paks.toml', GOOD);
    expect(run.exit).toBe(3);
    expect(run.stderr).toMatch(
      /^error: .*does not answer `paks\.toml`:\n {2}- .*acme\/new.*\nhint: /,
    );
  });

  test('a named pipe in its place is not waited for', async () => {
    const good = project.read('paks.lock');
    project.remove('paks.lock');
    execFileSync('mkfifo', [join(project.path, 'paks.lock')]);
    const run = await project.run('install');
    project.remove('paks.lock');
    project.write('paks.lock', good);

    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(SHAPE);
    expect(run.stderr).toContain('paks.lock` is not a file');
  });
});

const CONFIGS: readonly Mistake[] = [
  {
    code: 'CONFIG_INVALID',
    name: 'an unknown key, with the nearest',
    text: 'default-agnet = "cursor"\n',
    says: /config\.toml:1:1: .*`default-agnet`[^]*hint: .*`default-agent`/,
  },
  {
    code: 'CONFIG_INVALID',
    name: 'T15 a token, without printing it',
    text: 'token = "hunter2"\n',
    says: /config\.toml:1:1: .*`token`[^]*hint: .*paks login/,
  },
  {
    code: 'CONFIG_INVALID',
    name: 'a registry without an address',
    text: '[registries.acme]\nauth-required = true\n',
    says: /config\.toml:1:\d+: .*`acme`/,
  },
  {
    code: 'CONFIG_INVALID',
    name: 'a registry over plain http',
    text: '[registries.acme]\nurl = "http://skills.example.test"\n',
    says: /config\.toml:2:\d+: .*insecure|http/,
  },
  { code: 'CONFIG_INVALID', name: 'no TOML', text: 'no toml\n', says: /config\.toml:1:\d+: / },
  {
    code: 'CONFIG_INVALID',
    name: 'bytes that are not UTF-8',
    text: Buffer.from([0xff, 0xfe]),
    says: /config\.toml/,
  },
];

describe('a settings file with a mistake', () => {
  test.each(CONFIGS)('is named by its place: $name', async (mistake) => {
    const folder = join(project.home, '.config/paks');
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, 'config.toml'), mistake.text);
    try {
      await expectRefused(mistake, 'install');
      expect((await project.run('install', '--verbose')).stderr).not.toContain('hunter2');
    } finally {
      writeFileSync(join(folder, 'config.toml'), '');
    }
  });
});
