import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type BuiltCommandLine, buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { type PaksProcess, startPaks } from '../../helpers/paksProcess.ts';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';

let built: BuiltCommandLine;
let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  built = buildCommandLine();
  world = await startPublishing();
}, 120_000);

afterAll(() => world.close());

/** In a hook: paks, which started the git that runs the hook, ends as by a power cut. */
const KILL = 'kill -9 $(ps -o ppid= -p $PPID)';
const HOOKS = ['pre-commit', 'post-commit', 'reference-transaction', 'pre-push'];

/** A hook of `reference-transaction` that kills when a reference is in this state of being changed. */
const onReference = (pattern: string, state: string, then = ''): string =>
  `if [ "$1" = ${state} ] && grep -q '${pattern}'; then ${KILL}; ${then} fi`;

/** Lets a remote's hook find paks, whose process is not above its own. */
const NOTE_PROCESS = 'ps -o ppid= -p $PPID > "$(git rev-parse --git-dir)/paks.pid"';

type Arrange = (author: Author, run: () => PaksProcess) => Promise<void>;

const byHook =
  (name: string, script: string): Arrange =>
  async (author, run) => {
    author.hook(name, script);
    expect((await run().end).signal).toBe('SIGKILL');
  };

/** Kills when a request for the index has come so far. */
const atIndex =
  (fault: 'stall' | 'truncate', hasCome: () => boolean): Arrange =>
  async (_author, run) => {
    const aim = { path: '/api/skills/index', method: 'POST' };
    world.proxy.faults.push(
      fault === 'stall' ? { ...aim, kind: 'stall' } : { ...aim, kind: 'truncate', afterBytes: 1 },
    );
    world.proxy.requests.length = 0;
    world.registry.requests.length = 0;
    const paks = run();
    while (!hasCome()) await wait(5);
    paks.kill('SIGKILL');
    expect((await paks.end).signal).toBe('SIGKILL');
  };

const MOMENTS: readonly (readonly [string, Arrange])[] = [
  [
    'the changes are stashed',
    byHook('reference-transaction', onReference('refs/stash', 'committed')),
  ],
  ['the version is written, before the commit', byHook('pre-commit', `${KILL}; exit 1`)],
  ['git goes on with the commit alone', byHook('pre-commit', KILL)],
  ['the commit is made', byHook('post-commit', KILL)],
  [
    'the tag is about to be made',
    byHook('reference-transaction', onReference('refs/tags', 'prepared', 'exit 1;')),
  ],
  ['the tag is made', byHook('reference-transaction', onReference('refs/tags', 'committed'))],
  ['the push is about to begin', byHook('pre-push', `${KILL}; exit 1`)],
  [
    'the remote has taken the push',
    async (author, run) => {
      author.hook('pre-push', NOTE_PROCESS);
      author.remoteHook('post-receive', `kill -9 $(cat '${author.path}/.git/paks.pid')`);
      expect((await run().end).signal).toBe('SIGKILL');
      author.remoteHook('post-receive', 'exit 0');
    },
  ],
  ['the registry is about to be told', atIndex('stall', () => world.proxy.requests.some(isIndex))],
  [
    'the registry has the version, and its answer is lost',
    atIndex('truncate', () => world.registry.requests.some(isIndex)),
  ],
];

function isIndex({ method, path }: { readonly method: string; readonly path: string }): boolean {
  return method === 'POST' && path === '/api/skills/index';
}

async function versionsOf(name: string): Promise<readonly string[]> {
  const answer = await fetch(`${world.registry.url}/api/skills/acme/${name}/versions`);
  const { data } = (await answer.json()) as { data: readonly { version: string }[] };
  return data.map(({ version }) => version);
}

/** What git keeps running when paks is gone ends by itself. */
async function settled(author: Author): Promise<void> {
  while (author.exists('.git/index.lock') || author.exists('.git/HEAD.lock')) await wait(10);
  await wait(50);
}

describe('publish killed by SIGKILL', () => {
  test.each(MOMENTS)(
    'when %s: --continue ends where nothing had happened, with nothing twice',
    async (_moment, arrange) => {
      const name = `killed-${names++}`;
      const author = await world.author(name, {
        files: { 'SKILL.md': publishable(name), 'notes.md': 'a\n' },
      });
      author.write('notes.md', 'mine\n');
      const environment = { PAKS_TOKEN: world.token };
      const options = { project: author, registry: world.proxy.url, environment };

      await arrange(author, () =>
        startPaks(built, ['publish', '--bump', 'patch', '--stash'], options),
      );

      world.proxy.faults.length = 0;
      for (const hook of HOOKS) author.hook(hook, 'cat >/dev/null; exit 0');
      await settled(author);
      expect(await author.run('publish', '--bump', 'patch')).toMatchObject({ exit: 1 });
      const goneOn = await author.run('publish', '--continue');
      expect(goneOn).toMatchObject({ exit: 0 });
      expect(goneOn.stdout).toContain(`Published ${name}@0.1.1`);
      expect(author.read('SKILL.md')).toBe(publishable(name, '0.1.1'));
      expect(author.read('notes.md')).toBe('mine\n');
      expect(await author.git('stash', 'list')).toBe('');
      expect(await author.git('log', '--format=%s')).toBe('chore: bump version to 0.1.1\na commit');
      const head = await author.git('rev-parse', 'HEAD');
      expect(
        await author.git('for-each-ref', '--format=%(refname) %(*objectname)', 'refs/tags'),
      ).toBe(`refs/tags/v0.1.1 ${head}`);
      const remote = await author.remote.git([
        'for-each-ref',
        '--format=%(refname) %(objectname) %(*objectname)',
      ]);
      expect(remote.toString()).toBe(
        `refs/heads/main ${head} \nrefs/tags/v0.1.1 ${await author.git('rev-parse', 'v0.1.1')} ${head}\n`,
      );
      expect(await versionsOf(name)).toEqual(['0.1.1']);
      expect(author.exists('.git/paks-release.json')).toBe(false);
    },
  );
});

test('an interrupt says how to go on or back, and --abort goes back', async () => {
  const name = `killed-${names++}`;
  const author = await world.author(name, { files: { 'SKILL.md': publishable(name) } });
  author.hook('pre-commit', `${KILL.replace('-9', '-INT')}; sleep 5; exit 1`);
  const environment = { PAKS_TOKEN: world.token };
  const options = { project: author, registry: world.proxy.url, environment };
  const run = await startPaks(built, ['publish', '--bump', 'patch'], options).end;
  expect(run.exit).toBe(130);
  expect(run.stderr).toContain(
    'warning: the release of `v0.1.1` stopped in the middle\nhint: go on with `paks publish --continue`, or take it back with `paks publish --abort`\nerror: interrupted',
  );
  await settled(author);
  expect(await author.run('publish', '--abort')).toMatchObject({ exit: 0 });
  expect(author.read('SKILL.md')).toBe(publishable(name));
  expect(await author.git('status', '--porcelain')).toBe('');
});
