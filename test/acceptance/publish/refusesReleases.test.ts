import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';

let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

const SKILL = publishable('tool');

const authorOf = (
  files: Readonly<Record<string, string>> = { 'SKILL.md': SKILL },
  options: Partial<Parameters<PublishingWorld['author']>[1]> = {},
): Promise<Author> => world.author(`refused-${names++}`, { files, ...options });

interface Refusal {
  readonly code: string;
  readonly exit: number;
  readonly message: string | RegExp;
  readonly hint: string;
}

/** Runs it, expects the refusal as it is printed, and that nothing changed anywhere. */
async function refuses(
  author: Author,
  argv: readonly string[],
  { code, exit, message, hint }: Refusal,
): Promise<void> {
  const before = await author.snapshot();
  const run = await author.run('publish', ...argv, '--verbose');
  const printed = run.stderr.slice(run.stderr.indexOf('error: '));
  expect(run).toMatchObject({ exit, stdout: '' });
  expect(printed).toMatch(message);
  expect(printed).toContain(`\nhint: ${hint}`);
  expect(printed).toContain(`\ncode: ${code}\n`);
  expect(await author.snapshot()).toEqual(before);
}

describe('publish refuses, and changes nothing', () => {
  test('a directory in no git repository, or in one whose `.git` leads nowhere', async () => {
    const outside = world.project({ files: { 'SKILL.md': SKILL } });
    const run = await outside.run('publish');
    expect(run.exit).toBe(1);
    expect(run.stderr).toMatch(
      /^error: `.*` is in no git repository, and a release is a git tag\nhint: run `git init`/,
    );
    const { stdout } = await outside.run('publish', '--json');
    expect(JSON.parse(stdout)).toMatchObject({ error: { code: 'REPOSITORY_MISSING' } });
    outside.write('.git', 'gitdir: /nowhere\n');
    expect((await outside.run('publish')).stderr).toBe(run.stderr);
  });

  test('to work without the git program', async () => {
    const project = world.project({ files: { 'SKILL.md': SKILL }, environment: { PATH: '/none' } });
    const run = await project.run('publish');
    expect(run.exit).toBe(6);
    expect(run.stderr).toContain(
      'the `git` program is needed to publish, and it is not on the PATH',
    );
  });

  test('a skill that is not committed, and a repository without a commit', async () => {
    const author = await authorOf({ 'README.md': '# Nothing\n' });
    author.write('new/SKILL.md', publishable('new'));
    const hint = 'commit it: `git add new`, then `git commit`';
    const message = '`new/SKILL.md` is not committed yet';
    await refuses(author, ['new'], { code: 'WORKING_COPY_DIRTY', exit: 1, message, hint });
    const empty = world.project({ files: { 'SKILL.md': SKILL }, sibling: author });
    await author.git('init', '--quiet', empty.path);
    expect((await empty.run('publish')).stderr).toContain('error: nothing is committed yet');
  });

  test('uncommitted changes: the files are listed, and stashing is offered', async () => {
    const author = await authorOf({ 'SKILL.md': SKILL, 'notes.md': 'a' });
    author.write('SKILL.md', `${SKILL}More.\n`);
    author.write('staged.md', 'new');
    await author.git('add', 'staged.md');
    author.remove('notes.md');
    await refuses(author, ['--bump', 'patch'], {
      code: 'WORKING_COPY_DIRTY',
      exit: 1,
      message:
        /there are uncommitted changes:\n {2}modified: SKILL\.md\n {2}deleted: notes\.md\n {2}added: staged\.md\n/,
      hint: 'commit what belongs to the release; `--stash` puts the changes aside meanwhile',
    });
    const allowed = await author.run('publish', '--allow-dirty');
    expect(allowed.exit).toBe(1);
  });

  test('changes outside of the skill, unless they are said to be right', async () => {
    const author = await authorOf({ 'tool/SKILL.md': SKILL, 'other.md': 'a' });
    author.write('other.md', 'b');
    await refuses(author, ['tool'], {
      code: 'WORKING_COPY_DIRTY',
      exit: 1,
      message: 'modified: other.md',
      hint: 'commit them; or pass `--allow-dirty` (none is in the skill), or `--stash`',
    });
  });

  test('a commit on a detached HEAD', async () => {
    const author = await authorOf();
    await author.git('checkout', '--quiet', '--detach');
    await refuses(author, ['--bump', 'patch'], {
      code: 'HEAD_DETACHED',
      exit: 1,
      message: 'HEAD is detached, so the commit of the new version would be on no branch',
      hint: 'check out a branch: `git switch main`; or name the one to push to with `--branch`',
    });
  });

  test('a repository without a remote, or without the one that is named', async () => {
    const author = await authorOf();
    await refuses(author, ['--remote', 'upstream'], {
      code: 'REMOTE_MISSING',
      exit: 1,
      message: 'the repository has no remote `upstream`',
      hint: 'it has `origin`',
    });
    await author.git('remote', 'remove', 'origin');
    await refuses(author, [], {
      code: 'REMOTE_MISSING',
      exit: 1,
      message: 'the repository has no remote to push the release to',
      hint: 'add one: `git remote add origin https://host/owner/repository.git`',
    });
  });

  test('a remote that is a folder of this machine, from which no registry can read', async () => {
    const author = await authorOf();
    await author.git('remote', 'set-url', 'origin', author.remote.path);
    await refuses(author, [], {
      code: 'SOURCE_INVALID',
      exit: 2,
      message: 'is a folder of this machine',
      hint: 'name the address that it is published at with `--repository`',
    });
    expect(await author.run('publish', '--skip-registry')).toMatchObject({ exit: 0 });
  });

  test('a tag that is here only', async () => {
    const author = await authorOf();
    await author.git('tag', 'v0.1.1');
    await refuses(author, ['--bump', 'patch'], {
      code: 'TAG_EXISTS',
      exit: 1,
      message: 'tag `v0.1.1` already exists, in this repository only',
      hint: 'use `--bump` to increment the version; or push it and run `paks publish --tag v0.1.1`; or delete it with `git tag -d v0.1.1`',
    });
  });

  test('a tag that the remote has, though it is not here', async () => {
    const author = await authorOf();
    await author.remote.git(['tag', 'v0.1.1', 'main']);
    await refuses(author, ['--bump', 'patch'], {
      code: 'REMOTE_TAG_EXISTS',
      exit: 1,
      message: 'tag `v0.1.1` already exists on `origin`',
      hint: 'use `--bump` to increment the version, or delete the existing tag',
    });
  });

  test('changed content without a bump, also where the tag had another form', async () => {
    const author = await authorOf();
    await author.git('tag', '0.1.0');
    author.write('more.md', 'more');
    await author.commitAll();
    await refuses(author, [], {
      code: 'VERSION_UNCHANGED',
      exit: 1,
      message: '`tool` has changed since tag `0.1.0`, but its version is still 0.1.0',
      hint: 'give the change a version of its own: `paks publish --bump patch`',
    });
  });

  test('a version that the registry has already, under another tag', async () => {
    const skill = publishable('twice');
    const author = await authorOf({ 'SKILL.md': skill });
    expect(await author.run('publish', '--tag-prefix', 'first-')).toMatchObject({ exit: 0 });
    await refuses(author, [], {
      code: 'VERSION_EXISTS',
      exit: 1,
      message: 'registry `paks` has `twice` 0.1.0 already',
      hint: 'there is nothing to publish; use `--bump` to increment the version',
    });
    author.write('more.md', 'more');
    await author.commitAll();
    await refuses(author, ['--force', '--yes'], {
      code: 'VERSION_EXISTS',
      exit: 1,
      message: 'registry `paks` has `twice` 0.1.0 already, with other content',
      hint: 'what is indexed never changes',
    });
  });

  test('a branch to which others have pushed', async () => {
    const author = await authorOf();
    await author.remote.commit({ 'SKILL.md': SKILL, 'theirs.md': 'x' });
    await refuses(author, ['--bump', 'patch'], {
      code: 'PUSH_REJECTED',
      exit: 1,
      message: 'branch `main` of `origin` has commits that are not here',
      hint: 'run `git pull --rebase origin main` and publish again',
    });
  });

  test('a version that is missing, or none', async () => {
    const author = await authorOf({ 'SKILL.md': publishable('tool', null) });
    await refuses(author, [], {
      code: 'VERSION_MISSING',
      exit: 1,
      message: '`SKILL.md` says no version',
      hint: 'give it its first one with `--version 0.1.0`',
    });
    author.write('SKILL.md', publishable('tool', 'soon'));
    await author.commitAll();
    await refuses(author, ['--bump', 'patch'], {
      code: 'VERSION_MISSING',
      exit: 1,
      message: 'the version `soon` in `SKILL.md` is not a semantic version',
      hint: 'replace it with `--version 1.0.0`',
    });
  });

  test('a token that is missing, or that the registry does not know', async () => {
    const author = await authorOf({ 'SKILL.md': SKILL }, { token: null });
    await refuses(author, ['--bump', 'patch'], {
      code: 'AUTH_REQUIRED',
      exit: 7,
      message: 'registry `paks` must know who you are',
      hint: 'sign in with `paks login`',
    });
    const stranger = await authorOf({ 'SKILL.md': SKILL }, { token: 'stk_0123456789abcdef' });
    await refuses(stranger, ['--bump', 'patch'], {
      code: 'TOKEN_INVALID',
      exit: 7,
      message: /token/,
      hint: '',
    });
  });

  test('a push that the remote does not let the user make', async () => {
    const wrong = '  helper = "!f() { echo username=mallory; echo password=no; }; f"';
    const author = await authorOf(
      { 'SKILL.md': SKILL },
      { gitConfig: ['[credential]', '  helper = ', wrong] },
    );
    await refuses(author, ['--bump', 'patch'], {
      code: 'AUTH_REQUIRED',
      exit: 7,
      message: '`origin` wants to know who pushes, and did not take what your git has for it',
      hint: 'sign in again: check that `git push --dry-run origin` works, then publish again',
    });
  });

  test('a remote that is no repository', async () => {
    const author = await authorOf();
    await author.git('remote', 'set-url', 'origin', `${world.git.url}/nowhere.git`);
    await refuses(author, ['--bump', 'patch'], {
      code: 'REPOSITORY_UNREACHABLE',
      exit: 6,
      message: '`origin` is not a repository, or not one for you',
      hint: 'check the address',
    });
  });

  test('to go to the network offline', async () => {
    await refuses(await authorOf(), ['--offline'], {
      code: 'OFFLINE',
      exit: 6,
      message: 'a release is pushed and indexed, and Paks is offline',
      hint: 'leave out `--offline` (or `PAKS_OFFLINE`), or pass `--no-push`',
    });
  });

  test('to commit and tag in the name of nobody', async () => {
    const author = await authorOf(
      { 'SKILL.md': SKILL },
      { gitConfig: ['[user]', '  useConfigOnly = true', '  name = ', '  email = '] },
    );
    await author.git('config', 'user.email', '');
    await refuses(author, ['--bump', 'patch', '--no-push'], {
      code: 'IDENTITY_MISSING',
      exit: 1,
      message: 'git does not know in whose name to commit and tag',
      hint: 'tell it: `git config --global user.name "Your Name"`',
    });
  });

  test('T19: a secret, by file, line and kind', async () => {
    const author = await authorOf({
      'SKILL.md': SKILL,
      'notes.md': `one\nghp_${'Ab1'.repeat(12)}\n`,
    });
    await refuses(author, ['--bump', 'patch'], {
      code: 'VALIDATION_FAILED',
      exit: 1,
      message: /`\.` cannot be released: notes\.md:2: .*GitHub token/,
      hint: 'run `paks validate`',
    });
  });

  test('an LFS pointer, a name unlike the directory, a byte order mark, and hidden text', async () => {
    const pointer = `version https://git-lfs.github.com/spec/v1\noid sha256:${'0'.repeat(64)}\nsize 9\n`;
    const cases: readonly (readonly [Readonly<Record<string, string>>, RegExp])[] = [
      [{ 'tool/SKILL.md': SKILL, 'tool/model.bin': pointer }, /model\.bin:1: .*LFS/],
      [{ 'tool/SKILL.md': publishable('other') }, /calls itself `other`/],
      [{ 'tool/SKILL.md': `\ufeff${SKILL}` }, /SKILL\.md:1: .*byte order mark|BOM/i],
      [{ 'tool/SKILL.md': `${SKILL}\u202eabc\n` }, /SKILL\.md:9: U\+202E/],
      [{ 'tool/SKILL.md': '# No frontmatter\n' }, /no frontmatter/],
    ];
    for (const [files, message] of cases) {
      const hint = 'run `paks validate tool`';
      const refusal = { code: 'VALIDATION_FAILED', exit: 1, message, hint };
      await refuses(await authorOf(files), ['tool', '--bump', 'patch'], refusal);
    }
  });

  test('T02, T07: a link out of the skill, and a submodule', async () => {
    const author = await authorOf({ 'tool/SKILL.md': SKILL, 'outside.md': 'x' });
    symlinkSync('../outside.md', join(author.path, 'tool/link.md'));
    await author.commitAll();
    await refuses(author, ['tool'], {
      code: 'UNSAFE_LINK',
      exit: 5,
      message: '`tool` holds the link `link.md` to `../outside.md`, outside the skill',
      hint: 'a skill may only link to files of its own',
    });
    await author.git('rm', '--quiet', 'tool/link.md');
    const head = await author.git('rev-parse', 'HEAD');
    await author.git('update-index', '--add', '--cacheinfo', `160000,${head},tool/sub`);
    await author.git('commit', '--quiet', '--message=submodule');
    await author.git('config', 'submodule.tool/sub.ignore', 'all');
    const message = 'the skill holds the submodule `tool/sub`'.replace('tool/', '');
    await refuses(author, ['tool'], {
      code: 'UNSAFE_LINK',
      exit: 5,
      message,
      hint: 'copy the files in, or publish them as a skill of their own',
    });
  });

  test('a dependency that no registry can record', async () => {
    const skill = SKILL.replace(
      'license: MIT\n',
      'license: MIT\ndependencies:\n  - name: base\n    path: ../base\n',
    );
    await refuses(await authorOf({ 'SKILL.md': skill }), [], {
      code: 'VALIDATION_FAILED',
      exit: 1,
      message: "the skill depends on `base`, which is not a registry's skill",
      hint: 'depend on `account/name` with a range',
    });
  });

  test('T09: names that git could take for options, revisions or commands', async () => {
    const author = await authorOf();
    for (const argv of [
      ['--tag-prefix=--force'],
      ['--branch=--mirror'],
      ['--branch=main:refs/heads/evil'],
      ['--remote=--upload-pack=touch x'],
      ['--tag=--delete'],
      ['--repository=ext::sh -c id'],
      ['--version=1.0.0 --force'],
    ]) {
      const before = await author.snapshot();
      const run = await author.run('publish', ...argv);
      expect([1, 2, 6]).toContain(run.exit);
      expect(await author.snapshot()).toEqual(before);
    }
  });

  test.each([
    [['--bump', 'patch', '--version', '1.0.0'], '`--bump` and `--version` cannot both be had'],
    [['--bump', 'patch', '--no-commit'], '`--bump` and `--no-commit` cannot both be had'],
    [['--lightweight', '--message', 'x'], '`--lightweight` and `--message` cannot both be had'],
    [['--stash', '--allow-dirty'], '`--stash` and `--allow-dirty` cannot both be had'],
    [['--tag', 'v1.0.0', '--skip-registry'], '`--tag` and `--skip-registry` cannot both be had'],
    [['--continue', '--bump', 'patch'], '`--continue` and `--bump` cannot both be had'],
    [['--continue', '--abort'], '`--continue` and `--abort` cannot both be had'],
    [['--preid', 'rc'], '`--preid` is the word of a prerelease'],
    [['--message', ' '], 'the message of a tag cannot be empty'],
    [['--bump', 'huge'], 'huge'],
  ])('wrong usage: %p', async (argv, message) => {
    const project = world.project({ files: { 'SKILL.md': SKILL } });
    const run = await project.run('publish', ...argv);
    expect(run.exit).toBe(2);
    expect(run.stderr).toContain(message);
  });

  test('to go on or back where nothing was begun', async () => {
    const author = await authorOf();
    for (const way of ['--continue', '--abort']) {
      await refuses(author, [way], {
        code: 'RELEASE_NOT_FOUND',
        exit: 1,
        message: 'no release stopped in the middle here',
        hint: 'begin one with `paks publish --bump patch`',
      });
    }
  });
});
