import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Conversation, converse } from '../../helpers/converse.ts';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';

let world: PublishingWorld;
let names = 0;

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

const author = (): Promise<Author> => {
  const files = { 'tool/SKILL.md': publishable('tool'), 'other.md': 'a\n', 'more.md': 'b\n' };
  return world.author(`changes-${names++}`, { files });
};

const released = (of: Author): Promise<string> => of.git('show', 'HEAD:tool/SKILL.md');

/** On a terminal, where git may ask, too. */
const ask = (of: Author, script: Conversation) => {
  const environment = {
    PATH: process.env['PATH'] ?? '',
    GIT_CONFIG_NOSYSTEM: '1',
    PAKS_TOKEN: world.token,
  };
  return converse(['publish', 'tool', '--bump', 'patch', '--skip-registry'], script, {
    project: of,
    environment: { ...environment, PAKS_REGISTRY: world.proxy.url },
  });
};

const DOWN = '\u001b[B';

describe('uncommitted changes', () => {
  test('--stash puts them aside, staged ones too, and brings them back as they were', async () => {
    const of = await author();
    of.write('tool/SKILL.md', `${publishable('tool')}Work in progress.\n`);
    of.write('other.md', 'staged\n');
    await of.git('add', 'other.md');
    const args = ['publish', 'tool', '--bump', 'patch', '--stash', '--skip-registry'];
    expect(await of.run(...args)).toMatchObject({ exit: 0 });
    expect(`${await released(of)}\n`).toBe(publishable('tool', '0.1.1'));
    expect(of.read('tool/SKILL.md')).toBe(`${publishable('tool', '0.1.1')}Work in progress.\n`);
    expect(await of.git('status', '--porcelain')).toBe('M  other.md\n M tool/SKILL.md');
    expect(await of.git('stash', 'list')).toBe('');
  });

  test('--stash touches no other stash', async () => {
    const of = await author();
    of.write('other.md', 'older\n');
    await of.git('stash', 'push', '--quiet', '--message=older');
    of.write('more.md', 'newer\n');
    const args = ['publish', 'tool', '--bump', 'patch', '--stash', '--skip-registry'];
    expect(await of.run(...args)).toMatchObject({ exit: 0 });
    expect(await of.git('stash', 'list')).toMatch(/^stash@\{0\}: On main: older$/);
    expect(of.read('more.md')).toBe('newer\n');
  });

  test('changes that do not fit on the new version stay in the stash, and the release is out', async () => {
    const of = await author();
    of.write('tool/SKILL.md', publishable('tool', '9.9.9'));
    const args = ['publish', 'tool', '--bump', 'patch', '--stash', '--skip-registry'];
    const run = await of.run(...args);
    expect(run.exit).toBe(0);
    expect(run.stderr).toContain(
      'warning: your stashed changes do not fit on the new version and stay in `stash@{0}`\nhint: mend the conflicts',
    );
    expect((await of.remote.git(['tag'])).toString()).toBe('v0.1.1\n');
    expect(await of.git('stash', 'list')).toContain('paks publish v0.1.1');
  });

  test('--allow-dirty leaves what is outside of the skill, staged or not, out of the commit', async () => {
    const of = await author();
    of.write('other.md', 'staged\n');
    await of.git('add', 'other.md');
    of.write('more.md', 'changed\n');
    const args = ['publish', 'tool', '--bump', 'patch', '--allow-dirty', '--skip-registry'];
    expect(await of.run(...args)).toMatchObject({ exit: 0 });
    expect(await of.git('show', '--name-only', '--format=', 'HEAD')).toBe('tool/SKILL.md');
    expect(await of.git('status', '--porcelain')).toBe(' M more.md\nM  other.md');
  });

  test('on a terminal they are listed, and stashing is offered first', async () => {
    const of = await author();
    of.write('tool/SKILL.md', `${publishable('tool')}More.\n`);
    const run = await ask(of, [['What becomes of them?', '\r']]);
    expect(run.exit).toBe(0);
    expect(run.screen).toContain('modified: tool/SKILL.md');
    expect(run.screen).not.toContain('Leave them as they are');
    expect(await of.git('status', '--porcelain')).toBe(' M tool/SKILL.md');
  });

  test('on a terminal those outside of the skill may be left as they are', async () => {
    const of = await author();
    of.write('other.md', 'changed\n');
    expect(await ask(of, [['What becomes of them?', `${DOWN}\r`]])).toMatchObject({ exit: 0 });
    expect(await of.git('status', '--porcelain')).toBe(' M other.md');
  });

  test('who stops there has changed nothing', async () => {
    const of = await author();
    of.write('tool/SKILL.md', `${publishable('tool')}More.\n`);
    const before = await of.snapshot();
    const run = await ask(of, [['What becomes of them?', `${DOWN}\r`]]);
    expect(run.exit).toBe(1);
    expect(run.screen).toContain('error: there are uncommitted changes:');
    expect(await of.snapshot()).toEqual(before);
  });
});
