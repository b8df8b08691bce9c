import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';
import { sleeplessClock } from '../network/sleeplessClock.ts';

let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

const author = (
  options: Partial<Parameters<PublishingWorld['author']>[1]> = {},
): Promise<Author> => {
  const name = `met-${names++}`;
  return world.author(name, { files: { 'SKILL.md': publishable(name) }, ...options });
};

describe('paks publish and the remote', () => {
  test('a branch that is behind is refused before anything is changed, fetched or not', async () => {
    const of = await author();
    await of.remote.commit({ 'theirs.md': 'theirs\n' });
    for (const step of ['not fetched', 'fetched']) {
      if (step === 'fetched') await of.git('fetch', '--quiet');
      const before = await of.snapshot();
      const run = await of.run('publish', '--bump', 'patch');
      expect(run.exit).toBe(1);
      expect(run.stderr).toContain(
        'error: branch `main` of `origin` has commits that are not here',
      );
      expect(await of.snapshot()).toEqual(before);
    }
    await of.git('tag', 'unrelated');
    expect(await of.run('publish', '--skip-registry')).toMatchObject({ exit: 0 });
  });

  test('a pre-push hook that refuses is quoted, whatever words it uses, and not tried again', async () => {
    const clock = sleeplessClock();
    const of = await author({ clock });
    of.hook('pre-push', 'echo "connection refused: pytest not found" >&2; echo x >> runs; exit 1');
    const run = await of.run('publish', '--bump', 'patch');
    expect(run.exit).toBe(1);
    expect(run.stderr).toContain(
      [
        'error: nothing was pushed to `origin`: a hook of this repository, or git itself, is against it',
        '  connection refused: pytest not found',
        'done: version 0.1.1 written, committed, tag v0.1.1 created',
      ].join('\n'),
    );
    expect(of.read('runs')).toBe('x\n');
    expect(clock.slept).toHaveLength(0);
  });

  test('T09: an address is never a command, whatever the configuration allows', async () => {
    const of = await author({ gitConfig: ['[protocol "ext"]', '  allow = always'] });
    await of.git('config', 'remote.origin.url', 'ext::sh -c touch% ran');
    const run = await of.run('publish', '--skip-registry');
    expect(run).toMatchObject({ exit: 6, stdout: '' });
    expect(of.exists('ran')).toBe(false);
  });

  test('a server that hangs up without a word is asked again', async () => {
    const clock = sleeplessClock();
    const of = await author({ clock });
    let drops = 2;
    world.git.configure({
      intercept: (_request, response) => {
        if (drops-- <= 0) return false;
        response.destroy();
        return true;
      },
    });
    const run = await of.run('publish', '--skip-registry');
    world.reopen();
    expect(run).toMatchObject({ exit: 0 });
    expect(clock.slept.length).toBeGreaterThan(0);
  });
});
