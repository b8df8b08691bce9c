import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';

let world: PublishingWorld;

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

const install = async (skill: string, version: string): Promise<string> => {
  const user = world.project({
    manifest: `[project]\nagents = ["claude-code"]\n[skills]\n"acme/${skill}" = "${version}"\n`,
  });
  expect(await user.run('install')).toMatchObject({ exit: 0 });
  return user.read(`.claude/skills/${skill}/SKILL.md`);
};

const tagText = (author: Author, tag: string): Promise<string> =>
  author.git('for-each-ref', '--format=%(contents)', `refs/tags/${tag}`);

describe('publish', () => {
  test('a new skill is checked, committed, tagged, pushed, indexed, and installed elsewhere', async () => {
    const text = publishable('fresh', null);
    const author = await world.author('fresh', {
      files: { 'SKILL.md': text, 'README.md': '# Fresh\n' },
      terminalWidth: 80,
    });

    const run = await author.run('publish', '--version', '0.1.0');

    expect(run.exit).toBe(0);
    expect(run.stderr).toBe(
      [
        'Publishing skill: fresh',
        '',
        'Pre-flight checks:',
        '  ✓ Git repository detected',
        '  ✓ Working directory clean',
        '  ✓ SKILL.md valid',
        `  ✓ Remote 'origin' configured (${author.url})`,
        "  ✓ Registry 'paks' knows you, publishing as acme",
        '',
        'Version: none → 0.1.0',
        '',
        'Git operations:',
        '  → Updating SKILL.md version...',
        '  → Committing: chore: bump version to 0.1.0',
        '  → Creating tag: v0.1.0',
        '  → Pushing to origin/main...',
        '  → Pushing tag v0.1.0...',
        '',
        'Registry:',
        '  → Notifying registry to index v0.1.0...',
        '  ✓ Skill indexed successfully',
        '',
      ].join('\n'),
    );
    expect(run.stdout).toBe(
      `\n✓ Published fresh@0.1.0\n  ${world.proxy.url}/skills/acme/fresh/0.1.0\n`,
    );
    expect(author.read('SKILL.md')).toBe(
      text.replace('license: MIT\n', 'license: MIT\nmetadata:\n  version: "0.1.0"\n'),
    );
    expect(await install('fresh', '0.1.0')).toBe(author.read('SKILL.md'));
    expect(author.exists('.git/paks-release.json')).toBe(false);
  });

  test('a patch bump changes one line, in one commit, under one annotated tag', async () => {
    const text = publishable('patched').replaceAll('\n', '\r\n');
    const author = await world.author('patched', {
      files: { 'SKILL.md': text, 'README.md': '# Patched\n' },
    });
    const before = await author.git('rev-parse', 'HEAD');

    const run = await author.run('publish', '--bump', 'patch', '--json');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expectMatchesOutputSchema('publish', run.json());
    expect(author.read('SKILL.md')).toBe(text.replace('0.1.0', '0.1.1'));
    const head = await author.git('rev-parse', 'HEAD');
    expect(await author.git('rev-parse', 'HEAD^')).toBe(before);
    expect(await author.git('log', '-1', '--format=%s')).toBe('chore: bump version to 0.1.1');
    expect(await author.git('show', '--stat', '--format=', 'HEAD')).toContain(
      '1 insertion(+), 1 deletion(-)',
    );
    expect(await tagText(author, 'v0.1.1')).toMatch(
      /^Release v0\.1\.1\n\nSkill: patched\nDescription: Does what patched does\. Use when asked\.\nPublished: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/,
    );
    const there = (await author.remote.git(['rev-parse', 'main', 'v0.1.1^{commit}'])).toString();
    expect(there).toBe(`${head}\n${head}\n`);
    expect(run.json()).toMatchObject({
      result: { status: 'published', commit: head, id: 'acme/patched', from: '0.1.0' },
    });
  });

  test('a skill of a monorepo is released alone, under its name', async () => {
    const author = await world.author('many', {
      files: {
        'skills/pdf/SKILL.md': publishable('pdf', '1.2.0'),
        'skills/pdf/scripts/run.sh': '#!/bin/sh\n',
        'skills/docx/SKILL.md': publishable('docx', '3.0.0'),
      },
    });

    const run = await author.run('publish', 'skills/pdf', '--bump', 'minor', '--json');

    expect(run.json()).toMatchObject({
      result: {
        tag: 'pdf@1.3.0',
        directory: 'skills/pdf',
        files: [{ path: 'SKILL.md' }, { path: 'scripts/run.sh', mode: '755' }],
      },
    });
    expect(author.read('skills/docx/SKILL.md')).toBe(publishable('docx', '3.0.0'));
    expect(await install('pdf', '^1.3.0')).toContain('version: "1.3.0"');
  });

  test('who had asked for the skill before sees the new version at once', async () => {
    const author = await world.author('cached', { files: { 'SKILL.md': publishable('cached') } });
    await author.run('publish');
    const sibling = world.project({
      sibling: author,
      manifest: '[project]\nagents = ["claude-code"]\n[skills]\n"acme/cached" = "*"\n',
    });
    await sibling.run('install');

    expect(await author.run('publish', '--bump', 'major')).toMatchObject({ exit: 0 });

    expect(await sibling.run('update')).toMatchObject({ exit: 0 });
    expect(sibling.read('paks.lock')).toContain('version = "1.0.0"');
  });

  test('--no-push makes commit and tag for review, and asks nobody', async () => {
    const author = await world.author('review', {
      files: { 'SKILL.md': publishable('review') },
      token: null,
    });
    const asked = world.git.requests.length + world.proxy.requests.length;

    const run = await author.run('publish', '--bump', 'patch', '--no-push', '--offline');

    expect(run).toMatchObject({ exit: 0 });
    expect(run.stdout).toContain('Tagged review@0.1.1 as v0.1.1; nothing was pushed.');
    expect(run.stdout).toContain('`paks publish --tag v0.1.1`');
    expect(await author.git('tag')).toBe('v0.1.1');
    expect(world.git.requests.length + world.proxy.requests.length).toBe(asked);
  });

  test('what was reviewed is pushed by hand, and then told with --tag', async () => {
    const author = await world.author('reviewed', {
      files: { 'SKILL.md': publishable('reviewed') },
    });
    await author.run('publish', '--no-push');
    const early = await author.run('publish', '--tag', 'v0.1.0');
    expect(early.exit).toBe(6);
    expect(early.stderr).toContain('`origin` has no tag `v0.1.0`');
    expect(early.stderr).toContain('hint: push it: `git push origin refs/tags/v0.1.0`');
    await author.git('push', '--quiet', 'origin', 'refs/tags/v0.1.0');
    const before = await author.snapshot();

    const run = await author.run('publish', '--tag', 'v0.1.0', '--json');

    expect(run).toMatchObject({ exit: 0 });
    expectMatchesOutputSchema('publish', run.json());
    expect(run.json()).toMatchObject({
      result: { status: 'published', id: 'acme/reviewed', version: '0.1.0', tag: 'v0.1.0' },
    });
    expect(await author.snapshot()).toEqual(before);
  });

  test('--skip-registry pushes without a token, --message and --tag-prefix have their say', async () => {
    const author = await world.author('private', {
      files: { 'SKILL.md': publishable('private') },
      token: null,
    });

    const wishes = ['--skip-registry', '--message', '# 1: first', '--tag-prefix', 'release-'];
    const run = await author.run('publish', ...wishes);

    expect(run).toMatchObject({ exit: 0 });
    expect(run.stdout).toBe(
      'Pushed private@0.1.0 as tag release-0.1.0 to origin; no registry was told.\n',
    );
    expect(run.stderr).toContain('a tag like `release-0.1.0` is not seen by those who install');
    expect(await tagText(author, 'release-0.1.0')).toBe('# 1: first');
    expect((await author.remote.git(['tag'])).toString()).toBe('release-0.1.0\n');
  });

  test('--lightweight makes a tag without an object of its own', async () => {
    const author = await world.author('light', {
      files: { 'SKILL.md': publishable('light') },
      gitConfig: ['[tag]', '  gpgSign = true'],
    });
    expect(await author.run('publish', '--lightweight')).toMatchObject({ exit: 0 });
    expect(await author.git('cat-file', '-t', 'v0.1.0')).toBe('commit');
  });

  test('a version that is a number, or short, is written back as a quoted one', async () => {
    const text = publishable('short').replace('"0.1.0"', '1.0');
    const author = await world.author('short', { files: { 'SKILL.md': text } });
    expect(await author.run('publish')).toMatchObject({ exit: 0 });
    expect(author.read('SKILL.md')).toBe(publishable('short', '1.0.0'));
    expect(await author.git('tag')).toBe('v1.0.0');
  });

  test('--no-commit tags what was committed by hand, and pushes that commit along', async () => {
    const author = await world.author('manual', { files: { 'SKILL.md': publishable('manual') } });
    author.write('SKILL.md', publishable('manual', '0.2.0'));
    const head = await author.commitAll('manual 0.2.0');
    expect(await author.run('publish', '--no-commit')).toMatchObject({ exit: 0 });
    expect(await author.git('rev-parse', 'HEAD')).toBe(head);
    expect((await author.remote.git(['rev-parse', 'main'])).toString().trim()).toBe(head);
  });

  test('a detached HEAD and a branch without upstream are told where to go by --branch', async () => {
    const author = await world.author('detached', {
      files: { 'SKILL.md': publishable('detached') },
    });
    await author.git('checkout', '--quiet', '--detach');
    const run = await author.run('publish', '--bump', 'patch', '--branch', 'release');
    expect(run).toMatchObject({ exit: 0 });
    expect(run.stderr).toContain('warning: HEAD is detached');
    const heads = await author.remote.git(['for-each-ref', '--format=%(refname)', 'refs/heads']);
    expect(heads.toString()).toBe('refs/heads/main\nrefs/heads/release\n');
  });

  test('a shallow clone and a linked working copy will do', async () => {
    const author = await world.author('shallow', { files: { 'SKILL.md': publishable('shallow') } });
    await author.git('clone', '--quiet', '--depth=1', author.url, 'clone');
    await author.git('-C', 'clone', 'worktree', 'add', '--quiet', '-b', 'work', '../linked');
    const run = await author.run('publish', '--bump', 'patch', '-C', 'linked');
    expect(run).toMatchObject({ exit: 0 });
    expect((await author.remote.git(['tag'])).toString()).toBe('v0.1.1\n');
  });

  test('--account publishes for an organisation that the author may publish for, and no other', async () => {
    await world.registry.operate('account', 'create', 'widgets', '--organisation');
    await world.registry.operate('account', 'member', 'widgets', 'acme', 'publisher');
    const author = await world.author('shared', { files: { 'SKILL.md': publishable('shared') } });
    const foreign = await author.run('publish', '--account', 'strangers', '--json');
    expect(foreign.json()).toMatchObject({ error: { code: 'NOT_INDEXED', exit: 6 } });
    const run = await author.run('publish', '--tag', 'v0.1.0', '--account', 'widgets', '--json');
    expect(run.json()).toMatchObject({ result: { id: 'widgets/shared', status: 'published' } });
  });

  test('--force replaces the tag after a yes, and never the branch', async () => {
    const author = await world.author('forced', { files: { 'SKILL.md': publishable('forced') } });
    await author.run('publish', '--skip-registry');
    author.write('SKILL.md', `${publishable('forced')}More.\n`);
    const head = await author.commitAll();
    const before = await author.snapshot();
    const unasked = await author.run('publish', '--force', '--skip-registry');
    expect(unasked.exit).toBe(2);
    expect(unasked.stderr).toContain(
      'error: replacing tag `v0.1.0` on `origin` must be confirmed, and there is no terminal to ask on\nhint: pass `--yes`',
    );
    expect(await author.snapshot()).toEqual(before);

    const run = await author.run('publish', '--force', '--skip-registry', '--yes');

    expect(run).toMatchObject({ exit: 0 });
    expect((await author.remote.git(['rev-parse', 'v0.1.0^{commit}'])).toString().trim()).toBe(
      head,
    );
  });

  test('the registry is asked for the account, the versions and the index, once each', async () => {
    const author = await world.author('frugal', { files: { 'SKILL.md': publishable('frugal') } });
    world.proxy.requests.length = 0;
    expect(await author.run('publish')).toMatchObject({ exit: 0 });
    const asked = world.proxy.requests.map(({ method, path }) => `${method} ${path}`);
    expect(asked).toEqual([
      'GET /api/auth/verify',
      'GET /api/skills/acme/frugal/versions',
      'POST /api/skills/index',
    ]);
  });
});
