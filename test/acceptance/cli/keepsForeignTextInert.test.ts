import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { sleeplessClock } from '../network/sleeplessClock.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

/** Clears a screen, renames a window, reorders what follows, and starts a line that looks like ours. */
const EVIL =
  'evil\u001b[2J\u009b31m\u001b]0;title\u0007\u202egnp.exe\u2066\u200b\u{e0041}\rFORGED\nFORGED hint';
/** The same for places that take one line only. */
const EVIL_LINE = EVIL.replace('\n', '\u2028');
/** As TOML and JSON write it. */
const QUOTED = JSON.stringify(EVIL).replaceAll('\u007f', '\\u007f');
const ACTIVE =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what must not be there.
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\u{e0000}-\u{e0fff}]/u;

/** One place that a command takes foreign text from. */
interface Case {
  readonly where: string;
  readonly arrange: () => Promise<TemporaryProject> | TemporaryProject;
  readonly commands: readonly (readonly string[])[];
  /** What has to be in the output, which shows that the text was printed at all. */
  readonly shows?: string;
}

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({ account: 'acme', name: 'deploy', version: '1.0.0' });
  await world.publish({ account: 'acme', name: 'deploy', version: '1.1.0' });
});

afterEach(() => {
  world.proxy.faults.length = 0;
  world.git.configure({});
});

afterAll(() => world.close());

/** A project that has `acme/deploy`, asked of a registry whose free texts are all hostile. */
async function ofHostileRegistry(): Promise<TemporaryProject> {
  const project = world.project();
  await project.run('add', '-p', 'acme/deploy@1.0.0');
  for (const path of [
    '/api/skills?',
    '/api/skills/search',
    '/api/skills/acme/deploy',
    '/api/skills/acme/deploy/versions',
    '/api/skills/acme/deploy/versions/1.1.0',
  ]) {
    const answer = await fetch(`${world.registry.url}${path}`);
    const body = JSON.stringify(poisoned(await answer.json()));
    const aim = path.endsWith('?') ? path : new RegExp(`${path}(?:\\?.*)?$`);
    world.proxy.faults.push({
      kind: 'status',
      status: 200,
      path: aim,
      body,
      headers: { 'content-type': 'application/json' },
    });
  }
  return project;
}

const FREE: ReadonlySet<string> = new Set([
  'description',
  'license',
  'repository',
  'homepage',
  'changelog',
  'tag',
  'readme',
  'skill_path',
  'path',
]);

/** Every free text of an answer made hostile; what has a form stays. */
function poisoned(value: unknown, key = ''): unknown {
  if (Array.isArray(value)) {
    if (key === 'keywords' || key === 'categories') return [EVIL];
    return value.map((item) => poisoned(item, key));
  }
  if (typeof value !== 'object' || value === null) return FREE.has(key) ? EVIL : value;
  const all = Object.entries(value).map(([name, item]) => [
    name,
    name === 'author' ? { name: EVIL, url: EVIL } : poisoned(item, name),
  ]);
  return Object.fromEntries(all);
}

function failing(status: number, code: string): () => TemporaryProject {
  return () => {
    const body = JSON.stringify({
      error: { code, message: EVIL, details: { suggestion: EVIL, field: EVIL } },
    });
    world.proxy.faults.push({
      kind: 'status',
      status,
      body,
      headers: { 'retry-after': 'evil\u009b31m' },
    });
    return world.project({ environment: { PAKS_TOKEN: 'stk_test' }, clock: sleeplessClock() });
  };
}

function withSkillFiles(): TemporaryProject {
  const project = world.project({
    manifest: '[project]\nagents = ["claude-code"]\n[skills]\nstyle = { path = "./style" }\n',
  });
  project.write(
    'style/SKILL.md',
    skillText('style', [
      `license: ${JSON.stringify(EVIL)}`,
      `compatibility: ${JSON.stringify(EVIL)}`,
    ]),
  );
  project.write(`style/${EVIL.replaceAll('/', '')}.md`, `${EVIL}\n`);
  return project;
}

async function withHandWritten(): Promise<TemporaryProject> {
  const project = world.project({
    manifest: '[project]\nagents = ["claude-code"]\n[skills]\nstyle = { path = "./style" }\n',
  });
  project.write('style/SKILL.md', skillText('style'));
  await project.run('install');
  const own = join(project.path, '.claude/skills', EVIL);
  mkdirSync(own, { recursive: true });
  writeFileSync(join(own, 'SKILL.md'), skillText('own', [`version: ${JSON.stringify(EVIL)}`]));
  writeFileSync(join(project.path, '.claude/skills/style', EVIL), EVIL);
  return project;
}

async function withRepository(): Promise<TemporaryProject> {
  const name = `hostile-${Math.trunc(performance.now())}`;
  const repository = await world.repository(name);
  await repository.commit({
    [`skills/${EVIL_LINE}/SKILL.md`]: skillText('one'),
    'skills/two/SKILL.md': skillText('two', [`version: ${JSON.stringify(EVIL)}`]),
    [`skills/two/${EVIL_LINE}.sh`]: { mode: '100755', content: EVIL },
  });
  return world.project({
    manifest: `[skills]\ntwo = { git = "${world.git.url}/${name}.git", path = "skills/two" }\n`,
    environment: { URL: `${world.git.url}/${name}.git` },
  });
}

function withManifest(text: string): () => TemporaryProject {
  return () => world.project({ manifest: text });
}

const manifests: Readonly<Record<string, string>> = {
  'a key': `${QUOTED} = 1\n`,
  'a skill name': `[skills]\n${QUOTED} = "^1"\n`,
  'a range': `[skills]\n"acme/deploy" = ${QUOTED}\n`,
  'an agent': `[project]\nagents = [${QUOTED}]\n`,
  'a registry': `[registries.x]\nurl = ${QUOTED}\n`,
  'a registry name': `[registries.${QUOTED}]\nurl = "https://example.test"\n[skills]\n"acme/deploy" = { version = "*", registry = ${QUOTED} }\n`,
  'a group': `[groups.${QUOTED}.skills]\n"acme/deploy" = "^1"\n`,
  'a path': `[skills]\nstyle = { path = ${QUOTED} }\n`,
  'a branch': `[skills]\nstyle = { git = "https://127.0.0.1:1/x.git", branch = ${QUOTED} }\n`,
  'a repository': `[skills]\nstyle = { git = ${QUOTED} }\n`,
  'a source': `[policy]\nallow-sources = [${QUOTED}]\n[skills]\n"acme/deploy" = "^1"\n`,
  'a project name': `[project]\nname = ${QUOTED}\n[skills]\n"acme/deploy" = "^1"\n`,
  'a script': `[scripts]\npost-install = ${QUOTED}\n[skills]\n"acme/deploy" = "^1"\n`,
  'broken TOML': `[skills\n${EVIL}\n`,
  'a comment': `# ${EVIL_LINE}\n[skills]\nx = `,
};

const LOOKING = ['install', 'list', 'tree', 'status', 'outdated', 'audit', 'doctor', 'verify'].map(
  (name) => [name],
);

const cases: readonly Case[] = [
  {
    where: 'what a registry tells of skills',
    arrange: ofHostileRegistry,
    commands: [
      ['search', 'deploy'],
      ['search', 'deploy', '--detailed'],
      ['info', 'acme/deploy'],
      ['info', 'acme/deploy', '--versions'],
      ['info', 'acme/deploy', '--full'],
      ['outdated'],
      ['update', '--dry-run'],
      ['diff', 'acme/deploy'],
      ['why', 'acme/deploy'],
      ['audit'],
      ['tree'],
      ['list'],
      ['update'],
      ['add', 'acme/deploy@1.1.0'],
    ],
    shows: 'gnp.exe',
  },
  ...[
    [400, 'INVALID_REQUEST'],
    [401, 'INVALID_TOKEN'],
    [403, 'FORBIDDEN'],
    [404, 'SKILL_NOT_FOUND'],
    [404, EVIL],
    [429, 'RATE_LIMITED'],
    [500, 'INTERNAL'],
  ].map(
    ([status, code]): Case => ({
      where: `what a registry says with a ${status} ${String(code)
        .slice(0, 12)
        .replace(/[^A-Z_a-z]/g, '')}`,
      arrange: failing(status as number, code as string),
      commands: [
        ['search', 'x'],
        ['info', 'acme/deploy'],
        ['add', '-p', 'acme/deploy'],
        ['whoami'],
        ['yank', 'acme/deploy@1.0.0', '--yes'],
        ['doctor'],
        ['login', '--token', 'stk_other'],
      ],
    }),
  ),
  {
    where: 'the account that a registry names',
    arrange: () => {
      const user = { id: EVIL, username: EVIL, email: EVIL, avatar_url: EVIL };
      const body = JSON.stringify({
        valid: true,
        user,
        expires_at: null,
        ...user,
        status: EVIL,
        data: { status: 'ok', version: EVIL },
      });
      world.proxy.faults.push({
        kind: 'status',
        status: 200,
        body,
        headers: { 'content-type': 'application/json' },
      });
      return world.project({ environment: { PAKS_TOKEN: 'stk_test' } });
    },
    commands: [['whoami'], ['login', '--token', 'stk_other'], ['doctor'], ['logout']],
    shows: 'gnp.exe',
  },
  {
    where: "a skill's own files",
    arrange: withSkillFiles,
    commands: [
      ...LOOKING,
      ['validate', './style'],
      ['info', './style'],
      ['info', './style', '--full'],
      ['pack', './style'],
      ['add', './style'],
      ['diff', 'style'],
    ],
    shows: 'u{1b}',
  },
  {
    where: 'directories and files beside what is managed',
    arrange: withHandWritten,
    commands: [
      ...LOOKING,
      ['list', '--all'],
      ['agent', 'show', 'claude-code'],
      ['agent', 'list'],
      ['restore', 'style'],
      ['diff', 'style'],
      ['patch', 'style'],
      ['import'],
    ],
    shows: 'gnp.exe',
  },
  ...Object.entries(manifests).map(
    ([what, text]): Case => ({
      where: `${what} in paks.toml`,
      arrange: withManifest(text),
      commands: [
        ...LOOKING,
        ['registry', 'list'],
        ['why', 'style'],
        ['info', 'acme/deploy'],
        ['lock'],
        ['config', 'list'],
        ['remove', 'style'],
      ],
    }),
  ),
];

describe('foreign text is inert, wherever a command prints it', () => {
  test.each(cases)('T14: $where', async ({ arrange, commands, shows }) => {
    const project = await arrange();
    const all: string[] = [];
    for (const argv of commands) {
      for (const extra of [[], ['--verbose']]) {
        const { stdout, stderr } = await project.run(...argv, ...extra);
        all.push(stdout, stderr);
        expectInert([...argv, ...extra], stdout, stderr);
      }
    }
    if (shows !== undefined) expect(all.join('')).toContain(shows);
  });

  test('T14: what a repository holds', async () => {
    const project = await withRepository();
    const url = /git = "(.*?)"/.exec(project.read('paks.toml'))?.[1] ?? '';
    for (const argv of [
      ['add', url],
      ['add', url, '--all'],
      ['add', url, '--skill', 'none'],
      ...LOOKING,
      ['info', 'two'],
      ['diff', 'two'],
    ]) {
      const { stdout, stderr } = await project.run(...argv);
      expectInert(argv, stdout, stderr);
    }
  });

  test.each([
    ['a page', 200, EVIL],
    ['an error page', 500, EVIL],
    ['an ERR packet', 200, packet(`ERR ${EVIL}`)],
    ['a line of no reference', 200, `${packet('version 2\n')}0000${packet(EVIL)}`],
    ['a service line', 200, packet(`# service=${EVIL}`)],
  ])('T14: %s of a git host', async (_what, status, body) => {
    world.git.configure({
      intercept: (_request, response) => {
        response.writeHead(status, {
          'content-type': 'application/x-git-upload-pack-advertisement',
        });
        response.end(body);
        return true;
      },
    });
    const project = world.project();
    for (const argv of [
      ['add', '-p', `${world.git.url}/x.git`],
      ['add', '-p', `${world.git.url}/x.git`, '--verbose'],
    ]) {
      const { stdout, stderr } = await project.run(...argv);
      expectInert(argv, stdout, stderr);
    }
  });
});

function packet(text: string): string {
  return (Buffer.byteLength(text) + 4).toString(16).padStart(4, '0') + text;
}

function expectInert(argv: readonly string[], stdout: string, stderr: string): void {
  const output = `${stdout}${stderr}`;
  const active = output.split('\n').filter((line) => ACTIVE.test(line) || /^\s*FORGED/.test(line));
  if (active.length > 0)
    throw new Error(
      `paks ${argv.join(' ')} prints ${active.map((line) => JSON.stringify(line)).join('\n')}`,
    );
}
