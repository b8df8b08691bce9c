import { execFileSync, spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
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

const author = (
  options: Partial<Parameters<PublishingWorld['author']>[1]> = {},
): Promise<Author> => {
  const name = `git-${names++}`;
  return world.author(name, { files: { 'SKILL.md': publishable(name) }, token: null, ...options });
};

/** Where there is no ssh there are no keys to sign with. */
const testWithKeys = spawnSync('ssh-keygen', ['-?']).error === undefined ? test : test.skip;

const release = (of: Author) => of.run('publish', '--bump', 'patch', '--skip-registry');

const pushed = async (of: Author): Promise<string> =>
  (await of.remote.git(['for-each-ref', '--format=%(refname)'])).toString();

describe('publish uses git as the user set it up', () => {
  test('branch and tag arrive in one push, or not at all', async () => {
    const of = await author();
    of.remoteHook('update', 'case "$1" in refs/tags/*) echo "no tags"; exit 1;; esac');
    expect(await release(of)).toMatchObject({ exit: 1 });
    const head = await of.git('rev-parse', 'HEAD^');
    expect((await of.remote.git(['rev-parse', 'main'])).toString().trim()).toBe(head);
    expect(await pushed(of)).toBe('refs/heads/main\n');
  });

  test('a server without atomic pushes gets the branch first, then the tag', async () => {
    const of = await author();
    await of.remote.git(['config', 'receive.advertiseAtomic', 'false']);
    of.remoteHook('update', `echo "$1" >> '${join(of.remote.path, 'order')}'`);
    expect(await release(of)).toMatchObject({ exit: 0 });
    const order = readFileSync(join(of.remote.path, 'order'), 'utf8');
    expect(order).toBe('refs/heads/main\nrefs/tags/v0.1.1\n');
  });

  test('a remote that lets nobody in without a password, by their credential helper', async () => {
    const of = await author();
    world.git.configure({ credentials: { username: 'alice', password: 'open-sesame' } });
    try {
      expect(await release(of)).toMatchObject({ exit: 0 });
    } finally {
      world.reopen();
    }
    expect(await pushed(of)).toBe('refs/heads/main\nrefs/tags/v0.1.1\n');
  });

  testWithKeys.each(['gpgSign', 'forceSignAnnotated'])(
    'tag.%s signs the tag with their key',
    async (setting) => {
      const of = await author();
      const key = join(of.home, 'key');
      execFileSync('ssh-keygen', ['-q', '-t', 'ed25519', '-N', '', '-C', 'alice', '-f', key]);
      await of.git('config', 'gpg.format', 'ssh');
      await of.git('config', 'user.signingKey', `${key}.pub`);
      await of.git('config', `tag.${setting}`, 'true');
      expect(await release(of)).toMatchObject({ exit: 0 });
      expect(await of.git('cat-file', 'tag', 'v0.1.1')).toContain('-----BEGIN SSH SIGNATURE-----');
    },
  );

  test('the variables say who commits, and none leads to another repository', async () => {
    const other = await author();
    const environment = {
      GIT_AUTHOR_NAME: 'Robot',
      GIT_AUTHOR_EMAIL: 'robot@example.test',
      GIT_COMMITTER_NAME: 'Robot',
      GIT_COMMITTER_EMAIL: 'robot@example.test',
      GIT_DIR: join(other.path, '.git'),
      GIT_INDEX_FILE: join(other.path, '.git/index'),
    };
    const before = await other.snapshot();
    const of = await author({ environment });
    expect(await release(of)).toMatchObject({ exit: 0 });
    expect(await of.git('log', '-1', '--format=%an %ce')).toBe('Robot robot@example.test');
    expect(await of.git('for-each-ref', '--format=%(taggername)', 'refs/tags')).toBe('Robot');
    expect(await other.snapshot()).toEqual(before);
  });

  test('line ends that git converts are those of the working copy here and of the commit there', async () => {
    const of = await author({ gitConfig: ['[core]', '  autocrlf = true'] });
    expect(of.read('SKILL.md')).toContain('\r\n');
    expect(await release(of)).toMatchObject({ exit: 0 });
    expect(of.read('SKILL.md')).toContain('version: "0.1.1"\r\n');
    const committed = (await of.remote.git(['show', 'v0.1.1:SKILL.md'])).toString();
    expect(committed).toContain('version: "0.1.1"\n');
    expect(committed).not.toContain('\r');
  });

  test('a name in the configuration that looks like an option is a name', async () => {
    const of = await author();
    await of.git('config', 'remote.--mirror.url', of.url);
    await of.git('config', 'remote.pushDefault', '--mirror');
    expect(await release(of)).toMatchObject({ exit: 0 });
    expect(await pushed(of)).toBe('refs/heads/main\nrefs/tags/v0.1.1\n');
  });

  test('hooks run as in every push, and what is asked beforehand runs none', async () => {
    const of = await author();
    of.hook('pre-push', 'cat >> pushed.txt');
    expect(await release(of)).toMatchObject({ exit: 0 });
    expect(of.read('pushed.txt').trim().split('\n')).toHaveLength(2);
  });
});
