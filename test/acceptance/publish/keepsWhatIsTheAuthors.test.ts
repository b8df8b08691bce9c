import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';

let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

const author = (): Promise<Author> => {
  const name = `kept-${names++}`;
  return world.author(name, { files: { 'SKILL.md': publishable(name), 'notes.md': 'a\n' } });
};

/** A release with commit and tag made, and nothing pushed. */
async function stoppedAtPush(...more: readonly string[]): Promise<Author> {
  const of = await author();
  of.remoteHook('pre-receive', 'exit 1');
  if (more.includes('--stash')) of.write('SKILL.md', `${of.read('SKILL.md')}in work\n`);
  expect(await of.run('publish', '--bump', 'patch', ...more)).toMatchObject({ exit: 1 });
  return of;
}

describe('paks publish --abort', () => {
  test('leaves a SKILL.md that was edited after its version was written', async () => {
    const of = await author();
    of.hook('pre-commit', 'exit 1');
    await of.run('publish', '--bump', 'patch');
    of.write('SKILL.md', `${of.read('SKILL.md')}precious\n`);
    const run = await of.run('publish', '--abort');
    expect(run).toMatchObject({
      exit: 0,
      stdout: 'Took the release of v0.1.1 back; there was nothing to undo.\n',
    });
    expect(run.stderr).toBe(
      'warning: `SKILL.md` stays as it is: it was edited after its version was written\n',
    );
    expect(of.read('SKILL.md')).toMatch(/precious\n$/);
  });

  test('leaves an edit that --continue does not commit, because it was not checked', async () => {
    const of = await author();
    of.hook('pre-commit', 'exit 1');
    await of.run('publish', '--bump', 'patch');
    of.hook('pre-commit', 'exit 0');
    of.write('SKILL.md', `${of.read('SKILL.md')}precious\n`);
    const run = await of.run('publish', '--continue');
    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('error: `SKILL.md` was edited after it was checked');
    expect(await of.git('log', '--format=%s')).toBe('a commit');
    await of.run('publish', '--abort');
    expect(of.read('SKILL.md')).toMatch(/precious\n$/);
  });

  test('leaves a commit that was amended, and says so', async () => {
    const of = await stoppedAtPush();
    of.write('precious.md', 'precious\n');
    await of.git('add', 'precious.md');
    await of.git('commit', '--quiet', '--amend', '--no-edit');
    const head = await of.git('rev-parse', 'HEAD');
    const run = await of.run('publish', '--abort');
    expect(run.stdout).toBe('Took the release of v0.1.1 back; undone: tag v0.1.1 created.\n');
    expect(run.stderr).toBe(
      `warning: commit \`${head.slice(0, 12)}\` stays: it is not as the release left it\n`,
    );
    expect(of.read('precious.md')).toBe('precious\n');
    expect(await of.git('tag')).toBe('');
  });

  test('leaves a commit that was amended before the release had recorded its own', async () => {
    const of = await author();
    of.hook('pre-commit', 'echo more >> SKILL.md; git add SKILL.md');
    await of.run('publish', '--bump', 'patch');
    of.hook('pre-commit', 'exit 0');
    of.write('precious.md', 'precious\n');
    await of.git('add', 'precious.md');
    await of.git('commit', '--quiet', '--amend', '--no-edit');
    expect((await of.run('publish', '--abort')).stderr).toContain('stays: it is not as');
    expect(of.read('precious.md')).toBe('precious\n');
  });

  test('carries changes of SKILL.md over to the commit before', async () => {
    for (const more of [['--stash'], []]) {
      const of = await stoppedAtPush(...more);
      if (more.length === 0) of.write('SKILL.md', `${of.read('SKILL.md')}in work\n`);
      of.write('notes.md', 'b\n');
      await of.git('add', 'notes.md');
      const run = await of.run('publish', '--abort');
      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(of.read('SKILL.md')).toMatch(/version: "0\.1\.0"[^]*in work\n$/);
      expect(await of.git('status', '--porcelain')).toBe(' M SKILL.md\nM  notes.md');
      expect(await of.git('log', '--format=%s')).toBe('a commit');
      expect(await of.git('stash', 'list')).toBe('');
    }
  });

  test('brings changes back staged as they were', async () => {
    const of = await author();
    of.hook('pre-commit', 'exit 1');
    of.write('new.md', 'new\n');
    await of.git('add', 'new.md');
    await of.run('publish', '--bump', 'patch', '--stash');
    expect(await of.run('publish', '--abort')).toMatchObject({ exit: 0, stderr: '' });
    expect(await of.git('status', '--porcelain')).toBe('A  new.md');
  });

  test('puts the tag back that --force had replaced', async () => {
    const of = await author();
    await of.run('publish', '--skip-registry');
    const before = await of.git('rev-parse', 'v0.1.0');
    of.write('notes.md', 'b\n');
    await of.commitAll();
    of.remoteHook('pre-receive', 'exit 1');
    await of.run('publish', '--force', '--yes', '--skip-registry');
    expect(await of.git('rev-parse', 'v0.1.0')).not.toBe(before);
    const run = await of.run('publish', '--abort');
    expect(run.stdout).toBe('Took the release of v0.1.0 back; undone: tag v0.1.0 replaced.\n');
    expect(await of.git('rev-parse', 'v0.1.0')).toBe(before);
  });

  test('with conflicts in the way changes nothing, so that the release can still go on', async () => {
    const of = await author();
    of.remoteHook('pre-receive', 'exit 1');
    of.write('SKILL.md', of.read('SKILL.md').replace('0.1.0', '0.1.5'));
    await of.run('publish', '--bump', 'patch', '--stash');
    const before = await of.git('rev-parse', 'HEAD', 'v0.1.1');
    const run = await of.run('publish', '--abort');
    expect(run.stderr).toContain('error: there are conflicts in the working copy');
    expect(run.exit).toBe(1);
    expect(await of.git('rev-parse', 'HEAD', 'v0.1.1')).toBe(before);
    expect(of.exists('.git/paks-release.json')).toBe(true);
  });
});
