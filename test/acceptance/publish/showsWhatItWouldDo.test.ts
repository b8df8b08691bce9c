import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { Author, PublishingWorld } from '../../helpers/startPublishing.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { publishable, startPublishing } from '../../helpers/startPublishing.ts';
import type { Clock } from '../../../src/io/clock.ts';

let world: PublishingWorld;

/** A time at which all releases of a test are made. */
const clock: Clock = {
  now: () => Date.parse('2026-01-15T10:30:00Z'),
  sleep: async () => undefined,
};

beforeAll(async () => {
  world = await startPublishing();
});

afterAll(() => world.close());

/** Runs the git commands of a dry run in a shell, as a person would who copies them. */
async function runByHand(author: Author, script: string): Promise<void> {
  const withoutRegistry = script.replace(/ &&\npaks publish .*\n$/, '\n');
  const env = { PATH: process.env['PATH'], HOME: author.home, GIT_CONFIG_NOSYSTEM: '1' };
  await promisify(execFile)('sh', ['-c', withoutRegistry], { env });
}

/** What a release leaves behind, but for its times. */
async function traces(author: Author, tag: string): Promise<readonly string[]> {
  return [
    await author.git('rev-parse', 'HEAD^{tree}'),
    await author.git('log', '--format=%s%n%b', '-2'),
    await author.git(
      'for-each-ref',
      '--format=%(objecttype) %(refname) %(contents)',
      `refs/tags/${tag}`,
    ),
    await author.git('stash', 'list'),
    await author.git('status', '--porcelain'),
    (await author.remote.git(['rev-parse', 'main^{tree}', `${tag}^{tree}`])).toString(),
  ];
}

describe('publish --dry-run', () => {
  test.each([
    [
      'a first version, with carriage returns',
      publishable('two', null).replaceAll('\n', '\r\n'),
      ['--version', '1.0.0'],
      'v1.0.0',
    ],
    [
      'a message that a shell could mistake',
      publishable('three'),
      ['--bump', 'minor', '--message', "it's $(id) `id`\n\n# 1 \\n"],
      'v0.2.0',
    ],
    [
      'a version without quotes',
      publishable('five').replace('"0.1.0"', '0.1 # soon'),
      ['--bump', 'major', '--stash'],
      'v1.0.0',
    ],
  ])(
    'prints commands that do by hand just what publish does: %s',
    async (_what, text, argv, tag) => {
      const files = { 'SKILL.md': text, 'README.md': '# Tool\n' };
      const slug = tag.replaceAll('.', '-') + text.length;
      const ours = await world.author(`ours-${slug}`, { files, clock });
      const theirs = await world.author(`theirs-${slug}`, { files, clock });
      for (const author of [ours, theirs])
        author.write('README.md', argv.includes('--stash') ? 'mine' : '# Tool\n');
      const dry = await theirs.run('publish', ...argv, '--skip-registry', '--dry-run');
      expect(dry.exit).toBe(0);

      await runByHand(theirs, dry.stdout);

      expect(await ours.run('publish', ...argv, '--skip-registry')).toMatchObject({ exit: 0 });
      expect(await traces(theirs, tag)).toEqual(await traces(ours, tag));
    },
  );

  test('says tag, message and files, and changes nothing: not an object, not a file, not the remote', async () => {
    const author = await world.author('shown', {
      files: {
        'skills/a b/SKILL.md': publishable('shown'),
        'x/SKILL.md': publishable('x'),
      },
      clock,
    });
    await author.git('mv', 'skills/a b', 'skills/shown');
    await author.commitAll();
    author.write('skills/shown/draft.md', 'not added');
    const before = await author.snapshot();

    const run = await author.run('publish', 'skills/shown', '--bump', 'patch', '--dry-run');

    expect(run.exit).toBe(0);
    expect(await author.snapshot()).toEqual(before);
    const integrity = /^# integrity: (sha256-\S+)$/m.exec(run.stdout)?.[1];
    expect(run.stdout.replace(author.path, '/work')).toBe(
      [
        '# Would release shown 0.1.0 → 0.1.1 as tag shown@0.1.1.',
        '#',
        '# 1 file, 121 B:',
        '#   644 SKILL.md (121 B)',
        `# integrity: ${integrity}`,
        '#',
        '# Message of tag shown@0.1.1:',
        '#   Release shown@0.1.1',
        '#',
        '#   Skill: shown',
        '#   Description: Does what shown does. Use when asked.',
        '#   Published: 2026-01-15T10:30:00Z',
        '#',
        '# Nothing was changed. These commands do the same:',
        "cd '/work' &&",
        `printf '%b\\n' '--- a/skills/shown/SKILL.md' '+++ b/skills/shown/SKILL.md' '@@ -6 +6 @@' '-  version: "0.1.0"' '+  version: "0.1.1"' | git apply --unidiff-zero --whitespace=nowarn - &&`,
        "git commit --message='chore: bump version to 0.1.1' --include -- skills/shown/SKILL.md &&",
        "git tag --cleanup=whitespace --message='Release shown@0.1.1",
        '',
        'Skill: shown',
        'Description: Does what shown does. Use when asked.',
        "Published: 2026-01-15T10:30:00Z' -- shown@0.1.1 HEAD &&",
        'git push --atomic -- origin HEAD:refs/heads/main refs/tags/shown@0.1.1:refs/tags/shown@0.1.1 &&',
        'paks publish skills/shown --tag shown@0.1.1',
        '',
      ].join('\n'),
    );
    expect(run.stderr).toContain('`skills/shown/draft.md` is not added to git');
  });

  test('the same as JSON', async () => {
    const author = await world.author('json', { files: { 'SKILL.md': publishable('json') } });
    const run = await author.run('publish', '--dry-run', '--json');
    expectMatchesOutputSchema('publish', run.json());
    expect(run.json()).toMatchObject({
      result: { status: 'planned', commit: null, tag: 'v0.1.0' },
    });
    expect((run.json() as { result: { commands: string[] } }).result.commands).toHaveLength(3);
  });

  test('T14: nothing that a skill says becomes a command, in the script or on the terminal', async () => {
    const description =
      "Deploys'; touch pwned; echo ' $(touch pwned) `touch pwned` \\\\n. Use when asked.";
    const text = publishable('evil').replace(
      /description: .*/,
      `description: >\n  ${description}\n  # and\n  more`,
    );
    const author = await world.author('evil', { files: { 'SKILL.md': text } });
    const dry = await author.run('publish', '--bump', 'patch', '--skip-registry', '--dry-run');
    expect(dry.exit).toBe(0);

    await runByHand(author, dry.stdout);

    expect(author.exists('pwned')).toBe(false);
    expect(await author.git('tag', '--list', '--format=%(contents)')).toContain(
      `Description: ${description} # and more`,
    );
  });
});
