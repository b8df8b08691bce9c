import { execFile } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { GitHostBehaviour, GitHostRequest } from './startGitHost.ts';
import type { TestFile, TestRepository } from './gitRepository.ts';
import type { TemporaryProject, TemporaryProjectOptions } from './makeTemporaryProject.ts';
import { readTree } from './readTree.ts';
import { startWorld, type TestWorld } from './startWorld.ts';

/** An author at work in a clone of their own repository. */
export interface Author extends TemporaryProject {
  /** The bare repository that the clone pushes to. */
  readonly remote: TestRepository;
  /** Its address. */
  readonly url: string;
  /** Runs git in the clone, as the author; resolves with what it printed, trimmed. */
  git(...args: readonly string[]): Promise<string>;
  /** Commits everything in the clone. */
  commitAll(message?: string): Promise<string>;
  /** Everything that publishing could change here and there, to be compared. */
  snapshot(): Promise<Readonly<Record<string, string>>>;
  /** Runs a program in the clone whenever git calls for this hook. */
  hook(name: string, script: string): void;
  /** The same in the remote repository. */
  remoteHook(name: string, script: string): void;
}

/** What an author starts with. */
export interface AuthorOptions extends TemporaryProjectOptions {
  readonly files: Readonly<Record<string, string>>;
  /** Default the account's token. */
  readonly token?: string | null | undefined;
  /** More lines of `~/.gitconfig`. */
  readonly gitConfig?: readonly string[] | undefined;
}

/** A registry, and a git host from which anybody reads and to which `alice` pushes with a password. */
export interface PublishingWorld extends TestWorld {
  /** Of the account `acme`. */
  readonly token: string;
  /** Answers pushes with 503 as long as this says so; asked once a push. */
  failPushes(when: () => boolean): void;
  /** Lets the git host be as it was at first, after a test configured it. */
  reopen(): void;
  author(name: string, options: AuthorOptions): Promise<Author>;
}

const PASSWORD = 'open-sesame';
const AUTHORIZED = `Basic ${Buffer.from(`alice:${PASSWORD}`).toString('base64')}`;

/** Starts it: about a second. One a test file; always `close()` it. */
export async function startPublishing(): Promise<PublishingWorld> {
  const world = await startWorld();
  world.registry.allowHost(new URL(world.git.url).host);
  let fails = (): boolean => false;
  const behaviour: GitHostBehaviour = {
    intercept: (request, response) => {
      if (!isPush(request)) return false;
      if (request.headers['authorization'] === AUTHORIZED) {
        if (request.method !== 'POST' || !fails()) return false;
        response.writeHead(503).end();
        return true;
      }
      response.writeHead(401, { 'www-authenticate': 'Basic realm="paks test"' }).end('401\n');
      return true;
    },
  };
  world.git.configure(behaviour);
  const token = await world.registry.createToken('acme');
  const templates: Templates = {
    folder: mkdtempSync(join(tmpdir(), 'paks-authors-')),
    known: new Map(),
  };
  return {
    ...world,
    token,
    reopen: () => world.git.configure(behaviour),
    failPushes: (when) => {
      fails = when;
    },
    author: (name, options) => makeAuthor({ world, templates }, name, { token, ...options }),
    close: async () => {
      rmSync(templates.folder, { recursive: true, force: true });
      await world.close();
    },
  };
}

function isPush({ path, query }: GitHostRequest): boolean {
  return path.endsWith('/git-receive-pack') || query.includes('git-receive-pack');
}

async function makeAuthor(
  { world, templates }: { readonly world: TestWorld; readonly templates: Templates },
  name: string,
  { files, token, gitConfig = [], environment, ...options }: AuthorOptions,
): Promise<Author> {
  const remote = await world.repository(name);
  const url = `${world.git.url}/${name}.git`;
  const variables = token == null ? {} : { PAKS_TOKEN: token };
  const project = world.project({ ...options, environment: { ...variables, ...environment } });
  writeFileSync(join(project.home, '.gitconfig'), `${gitconfig(gitConfig)}\n`);
  const git = gitIn(project);
  await fill({ remote, url, project, git, files, gitConfig }, templates);
  return {
    ...project,
    remote,
    url,
    git,
    commitAll: async (message = 'work') => {
      await git('add', '--all');
      await git('commit', '--quiet', `--message=${message}`);
      return await git('rev-parse', 'HEAD');
    },
    snapshot: async () => ({
      status: await git('status', '--porcelain=v2', '--branch'),
      ...under('git', readTree(join(project.path, '.git'), VOLATILE)),
      ...under('remote', readTree(remote.path, VOLATILE)),
      ...readTree(project.path, ['.git', '.paks']),
    }),
    hook: (hook, script) => writeHook(join(project.path, '.git', 'hooks', hook), script),
    remoteHook: (hook, script) => writeHook(join(remote.path, 'hooks', hook), script),
  };
}

interface Filling {
  readonly remote: TestRepository;
  readonly url: string;
  readonly project: TemporaryProject;
  readonly git: Author['git'];
  readonly files: Readonly<Record<string, string>>;
  readonly gitConfig: readonly string[];
}

/** Repositories and clones by what is in them, so that only the first costs a commit and a clone. */
interface Templates {
  readonly folder: string;
  readonly known: Map<string, { readonly remote: string; readonly clone: string }>;
}

async function fill(
  { remote, url, project, git, files, gitConfig }: Filling,
  { folder, known }: Templates,
): Promise<void> {
  const key = JSON.stringify([files, gitConfig]);
  const template = known.get(key);
  if (template !== undefined) {
    cpSync(template.remote, remote.path, { recursive: true });
    cpSync(template.clone, project.path, { recursive: true });
    await git('remote', 'set-url', 'origin', url);
    return;
  }
  await remote.commit(asTestFiles(files));
  await git('clone', '--quiet', url, '.');
  const place = join(folder, String(known.size));
  const copies = { remote: join(place, 'remote'), clone: join(place, 'clone') };
  cpSync(remote.path, copies.remote, { recursive: true });
  cpSync(project.path, copies.clone, { recursive: true });
  known.set(key, copies);
}

/** What git writes when it is only asked, or for people to read. */
const VOLATILE = [
  'index',
  'hooks',
  'description',
  'info',
  'FETCH_HEAD',
  'ORIG_HEAD',
  'COMMIT_EDITMSG',
];

function under(name: string, tree: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(tree).map(([path, text]) => [`${name}:${path}`, text]));
}

function gitIn({ path, home }: TemporaryProject): Author['git'] {
  const env = {
    PATH: process.env['PATH'],
    HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TEMPLATE_DIR: '',
    LC_ALL: 'C',
  };
  return async (...args) => {
    const { stdout } = await promisify(execFile)('git', [...args], { cwd: path, env });
    return stdout.trimEnd();
  };
}

function gitconfig(more: readonly string[]): string {
  return [
    '[user]',
    '  name = Alice',
    '  email = alice@example.test',
    '[credential]',
    `  helper = "!f() { echo username=alice; echo password=${PASSWORD}; }; f"`,
    ...more,
  ].join('\n');
}

function writeHook(path: string, script: string): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
}

function asTestFiles(files: Readonly<Record<string, string>>): Record<string, TestFile> {
  return Object.fromEntries(
    Object.entries(files).map(([path, content]) =>
      content.startsWith('#!') ? [path, { mode: '100755', content }] : [path, content],
    ),
  );
}

/** A `SKILL.md` that may be published. */
export function publishable(name: string, version: string | null = '0.1.0'): string {
  return [
    '---',
    `name: ${name}`,
    `description: Does what ${name} does. Use when asked.`,
    'license: MIT',
    ...(version === null ? [] : ['metadata:', `  version: "${version}"`]),
    '---',
    `# ${name}`,
    '',
  ].join('\n');
}
