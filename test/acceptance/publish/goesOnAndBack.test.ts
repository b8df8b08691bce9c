import { afterAll, afterEach, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import type { RunResult } from '../../helpers/makeTemporaryProject.ts';
import { sleeplessClock } from '../network/sleeplessClock.ts';

let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  world = await startPublishing();
});

afterEach(() => {
  world.proxy.faults.length = 0;
});

afterAll(() => world.close());

const author = (
  options: Partial<Parameters<PublishingWorld['author']>[1]> = {},
): Promise<Author> => {
  const name = `tool-${names++}`;
  return world.author(name, {
    files: { 'SKILL.md': publishable(name), 'notes.md': 'a\n' },
    ...options,
  });
};

/** Everything but the objects, which git keeps for a while when a commit is taken back. */
async function state(of: Author): Promise<Readonly<Record<string, string>>> {
  const entries = Object.entries(await of.snapshot());
  return Object.fromEntries(entries.filter(([path]) => !/^git:(?:objects|logs)\//.test(path)));
}

async function expectFinished(of: Author, run: RunResult): Promise<void> {
  expect(run).toMatchObject({ exit: 0 });
  const head = await of.git('rev-parse', 'HEAD');
  expect(await of.git('log', '--format=%s')).toBe('chore: bump version to 0.1.1\na commit');
  const there = await of.remote.git(['rev-parse', 'main', 'v0.1.1^{commit}']);
  expect(there.toString()).toBe(`${head}\n${head}\n`);
  expect(of.exists('.git/paks-release.json')).toBe(false);
  expect(await of.git('status', '--porcelain')).toBe('');
}

const NEXT =
  'hint: go on with `paks publish --continue`, or take it back with `paks publish --abort`\n';

describe('a release that stops in the middle', () => {
  test('at the commit: says in whose words, what is done and what is not', async () => {
    const of = await author();
    const before = await state(of);
    of.hook('pre-commit', 'echo "no commits on \u001b[31mFridays" >&2; exit 1');
    const run = await of.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(1);
    expect(run.stderr).toContain(
      [
        'error: `git commit` failed:',
        '  no commits on \\u{1b}[31mFridays',
        'done: version 0.1.1 written',
        'not done: committed, tag v0.1.1 created, pushed to origin, indexed by registry paks',
        'hint: mend what git names, then go on',
        NEXT,
      ].join('\n'),
    );
    const again = await of.run('publish', '--bump', 'patch');
    expect(again).toMatchObject({ exit: 1 });
    expect(again.stderr).toBe(`error: the release of \`v0.1.1\` stopped in the middle\n${NEXT}`);

    const abort = await of.run('publish', '--abort');

    expect(abort.stdout).toBe('Took the release of v0.1.1 back; undone: version 0.1.1 written.\n');
    expect(await of.snapshot()).toMatchObject(before);
    await of.run('publish', '--bump', 'patch');
    of.hook('pre-commit', 'exit 0');
    await expectFinished(of, await of.run('publish', '--continue'));
  });

  test('at a commit that a hook has changed: what is tagged is what was checked', async () => {
    const of = await author();
    const before = await state(of);
    of.hook('pre-commit', 'echo more >> SKILL.md; git add SKILL.md');
    const run = await of.run('publish', '--bump', 'patch', '--json');
    expect(run.json()).toMatchObject({ error: { code: 'RELEASE_CHANGED' } });
    expect(await of.git('tag')).toBe('');
    const abort = await of.run('publish', '--abort', '--json');
    expectMatchesOutputSchema('publish', abort.json());
    expect(abort.json()).toMatchObject({ result: { status: 'aborted', undone: ['committed'] } });
    expect(await state(of)).toEqual(before);
  });

  test('at a push that the server rejects, in its own words', async () => {
    const of = await author();
    const before = await state(of);
    of.remoteHook('pre-receive', 'echo "releases need a review"; exit 1');
    const run = await of.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(
      /error: `origin` rejected (?:branch `main`|tag `v0\.1\.1`): pre-receive hook declined\n {2}remote: releases need a review/,
    );
    expect(run.stderr).toContain(
      'done: version 0.1.1 written, committed, tag v0.1.1 created\nnot done: pushed to origin, indexed by registry paks\n',
    );
    expect(await of.run('publish', '--abort')).toMatchObject({
      stdout: 'Took the release of v0.1.1 back; undone: tag v0.1.1 created, committed.\n',
    });
    expect(await state(of)).toEqual(before);
  });

  test('at a push for which others were quicker', async () => {
    const of = await author();
    const remote = of.remote.path;
    of.hook(
      'post-commit',
      `unset GIT_DIR GIT_INDEX_FILE; cd '${remote}' && git update-ref refs/heads/main $(git commit-tree 'main^{tree}' -p main -m theirs)`,
    );
    const run = await of.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('error: `origin` rejected branch `main`: fetch first');
    expect(run.stderr).toContain(
      `hint: others pushed to it: take the release back, run \`git pull --rebase origin main\`, and publish again\n${NEXT}`,
    );
    expect((await of.remote.git(['tag'])).toString()).toBe('');
    await of.run('publish', '--abort');
    await of.git('pull', '--quiet', '--rebase', 'origin', 'main');
    of.hook('post-commit', 'exit 0');
    expect(await of.run('publish', '--bump', 'patch')).toMatchObject({ exit: 0 });
  });

  test('at a server that fails: tried again with growing pauses, then left to --continue', async () => {
    const clock = sleeplessClock();
    const of = await author({ clock });
    let failures = 2;
    world.failPushes(() => failures-- > 0);
    await expectFinished(of, await of.run('publish', '--bump', 'patch'));
    expect(clock.slept).toHaveLength(2);

    const other = await author({ clock });
    world.failPushes(() => true);
    const run = await other.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(6);
    expect(run.stderr).toMatch(
      /error: `origin` answers with an error of the server\n(?:(?:not )?done: .*\n)+/,
    );
    expect(run.stderr.match(/^hint: .*\n/gm)?.join('')).toBe(NEXT);
    expect(clock.slept).toHaveLength(5);
    world.failPushes(() => false);
    await expectFinished(other, await other.run('publish', '--continue'));
  });

  test('at the registry: the tag is out, and only the registry has to be told again', async () => {
    const of = await author({ clock: sleeplessClock() });
    world.proxy.faults.push({ kind: 'status', path: '/api/skills/index', status: 503 });
    const run = await of.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(6);
    expect(run.stderr).toMatch(
      /error: tag `v0\.1\.1` is pushed, but registry `paks` answered with HTTP status 503\n/,
    );
    expect(run.stderr).toContain(
      'hint: the tag is pushed; run `paks publish --tag v0.1.1` to notify again\n',
    );
    world.proxy.faults.length = 0;
    await expectFinished(of, await of.run('publish', '--tag', 'v0.1.1'));
  });

  test('at a registry that fails for a moment: it is told again, with growing pauses', async () => {
    const clock = sleeplessClock();
    const of = await author({ clock });
    const fault = { kind: 'status', path: '/api/skills/index', status: 503, times: 2 } as const;
    world.proxy.faults.push(fault);

    await expectFinished(of, await of.run('publish', '--bump', 'patch'));

    expect(clock.slept).toHaveLength(2);
  });

  test('at a registry that has the version with other content: the tag is out all the same', async () => {
    const of = await author();
    const error = { code: 'VERSION_EXISTS', message: 'so it is' };
    const body = JSON.stringify({ error });
    world.proxy.faults.push({ kind: 'status', path: '/api/skills/index', status: 409, body });
    const run = await of.run('publish', '--json');
    expect(run.exit).toBe(6);
    expect(run.json()).toMatchObject({
      error: {
        code: 'NOT_INDEXED',
        message:
          'tag `v0.1.0` is pushed, but registry `paks` already has this version with other content: so it is',
        hint: expect.stringContaining('run `paks publish --tag v0.1.0` to notify again'),
        data: { code: 'VERSION_EXISTS', done: ['tag v0.1.0 created', 'pushed to origin'] },
      },
    });
    expect(of.exists('.git/paks-release.json')).toBe(false);
  });

  test('--tag ends as the registry answers, each answer with its message and exit code', async () => {
    const of = await author({ clock: sleeplessClock() });
    await of.run('publish', '--skip-registry');
    const answers: readonly (readonly [string, number, number, string])[] = [
      ['VERSION_EXISTS', 409, 1, 'registry `paks` already has this version with other content'],
      ['TAG_NOT_FOUND', 422, 6, 'registry `paks` finds no tag `v0.1.0`'],
      ['REPOSITORY_NOT_ALLOWED', 422, 6, 'registry `paks` does not index from'],
      ['REPOSITORY_UNREACHABLE', 422, 6, 'registry `paks` cannot read'],
      ['INVALID_SKILL', 422, 6, 'registry `paks` does not take the skill'],
      ['TOO_LARGE', 422, 6, 'registry `paks` does not take a skill of this size'],
      ['FORBIDDEN', 403, 7, 'registry `paks` does not allow access'],
      ['TOKEN_EXPIRED', 401, 7, 'expired'],
      ['RATE_LIMITED', 429, 6, 'takes no more requests'],
    ];
    for (const [code, status, exit, message] of answers) {
      const body = JSON.stringify({ error: { code, message: 'so it is' } });
      world.proxy.faults.push({ kind: 'status', path: '/api/skills/index', status, body });
      const run = await of.run('publish', '--tag', 'v0.1.0');
      expect(run.exit).toBe(exit);
      expect(run.stderr).toContain(message);
      world.proxy.faults.length = 0;
    }
  });

  test('a repository that the registry may not read from is named by the real one, too', async () => {
    const of = await author();
    const run = await of.run('publish', '--repository', 'https://127.0.0.1:1/none.git');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain(
      'registry `paks` does not index from `https://127.0.0.1:1/none.git`',
    );
  });

  test('the first step that fails leaves nothing to go on with', async () => {
    const of = await author({
      gitConfig: ['[tag]', '  gpgSign = true', '[gpg]', '  program = /none'],
    });
    const before = await state(of);
    const run = await of.run('publish');
    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(
      /error: `git tag` failed:\n(?: {2}.*\n)* {2}error: unable to sign the tag/,
    );
    expect(await state(of)).toEqual(before);
    expect(of.exists('.git/paks-release.json')).toBe(false);
  });

  test('what is at the remote is not taken back', async () => {
    const of = await author({ clock: sleeplessClock() });
    of.hook('pre-push', 'cp .git/paks-release.json "$PWD/kept.json"');
    await of.run('publish', '--skip-registry');
    of.write('.git/paks-release.json', of.read('kept.json'));
    of.remove('kept.json');
    const before = await state(of);
    const run = await of.run('publish', '--abort');
    expect(run.exit).toBe(1);
    expect(run.stderr).toContain(
      'error: tag `v0.1.0` is on `origin` already, and what is published is not taken back\nhint: go on with `paks publish --continue`',
    );
    expect(await state(of)).toEqual(before);
    expect(await of.run('publish', '--continue')).toMatchObject({ exit: 0 });
  });

  test('a record that cannot be read is named, and nothing is done by it', async () => {
    const of = await author();
    for (const text of [
      '',
      '{"format": 2}',
      '{"format":1,"done":0,"plan":{"steps":[],"tag":"--force","base":"x"}}',
    ]) {
      of.write('.git/paks-release.json', text);
      const run = await of.run('publish', '--continue', '--json');
      expect(run.json()).toMatchObject({
        error: {
          code: 'RELEASE_UNFINISHED',
          message: expect.stringContaining('the record of a release, cannot be read'),
        },
      });
    }
  });

  test('a HEAD that moved meanwhile is no base for the commit', async () => {
    const of = await author();
    of.hook('pre-commit', 'exit 1');
    await of.run('publish', '--bump', 'patch');
    of.hook('pre-commit', 'exit 0');
    await of.git('commit', '--quiet', '--allow-empty', '--message=mine');
    await of.git('commit', '--quiet', '--allow-empty', '--message=mine');
    const run = await of.run('publish', '--continue');
    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(
      /error: HEAD has moved from `[0-9a-f]{12}`, on which the release was planned\n/,
    );
    expect(await of.git('log', '-1', '--format=%s')).toBe('mine');
  });
});
