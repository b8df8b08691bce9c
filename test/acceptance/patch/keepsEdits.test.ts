import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { chmodSync, cpSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import type { TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { startWorld, type TestWorld } from '../../helpers/startWorld.ts';

let world: TestWorld;
let project: TemporaryProject;

const MANIFEST = `# what we use
[project]
agents = ["claude-code", "codex"]

[skills]
"acme/base" = "^1"   # keep

[groups.review.skills]
"acme/lint" = "^1"
`;
const CLAUDE = '.claude/skills/base';
const SHARED = '.agents/skills/base';
const PATCH = 'patches/acme/base@1.0.0.patch';
const TEXT = 'one\ntwo\nthree\nfour\n';

beforeAll(async () => {
  world = await startWorld();
  const files = { 'notes.md': TEXT, 'run.sh': 'echo\n', 'old.md': 'old\n' };
  await world.publish({ account: 'acme', name: 'base', version: '1.0.0', files });
  await world.publish({ account: 'acme', name: 'lint', version: '1.0.0' });
});

afterAll(() => world.close());

beforeEach(async () => {
  project = world.project({ manifest: MANIFEST });
  await project.run('install', '--group', 'review');
});

function edit(directory = CLAUDE): void {
  project.write(`${directory}/notes.md`, TEXT.replace('two', 'TWO'));
  project.write(`${directory}/new/added.md`, 'ours\n');
  project.remove(`${directory}/old.md`);
  chmodSync(join(project.path, directory, 'run.sh'), 0o755);
}

describe('patch', () => {
  test('saves what was edited: the file, its line in paks.toml, both hashes in the lock, all directories', async () => {
    edit();
    const edited = project.tree(CLAUDE);
    const before = project.read('paks.lock');

    const run = await project.run('patch', 'acme/base');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain(`✓ acme/base 1.0.0 is patched by ${PATCH}\n`);
    expect(run.stdout).toContain('    added    new/added.md\n');
    expect(project.read(PATCH)).toContain('-two\n+TWO\n');
    expect(project.read('paks.toml')).toBe(`${MANIFEST}\n[patches]\n"acme/base" = "${PATCH}"\n`);
    const lock = project.read('paks.lock');
    expect(lock.replace(/^patch(?:ed)? = "sha256-.*"\n/gm, '')).toBe(before);
    expect(lock).toMatch(/patch = "sha256-.*"\npatched = "sha256-.*"\n/);
    expect(project.tree(CLAUDE)).toEqual(edited);
    expect(project.tree(SHARED)).toEqual(edited);
    expect(project.exists('.claude/skills/lint')).toBe(true);
    expect((await project.run('verify', '--group', 'review')).exit).toBe(0);
    expect((await project.run('status')).exit).toBe(0);
    expect((await project.run('list')).stdout).toContain('patched');
  });

  test('a teammate’s ci has the very same bytes, and drift, patch and lock are held to each other', async () => {
    edit();
    await project.run('patch', 'base');
    const patched = project.tree(CLAUDE);
    const files = Object.fromEntries(
      ['paks.toml', 'paks.lock', PATCH].map((path) => [path, project.read(path)]),
    );
    const clone = world.project({ files });

    const ci = await clone.run('ci');
    expect(ci.exit).toBe(0);
    expect(clone.tree(CLAUDE)).toEqual(patched);
    expect((await clone.run('verify')).exit).toBe(0);

    clone.write(`${CLAUDE}/notes.md`, TEXT);
    expect((await clone.run('verify')).stdout).toContain(`${CLAUDE} was edited (notes.md)`);
    await clone.run('restore', '--all', '--yes');
    expect(clone.tree(CLAUDE)).toEqual(patched);

    clone.write(PATCH, project.read(PATCH).replace('+TWO', '+2'));
    const [changed, verify, status] = [
      await clone.run('ci'),
      await clone.run('verify'),
      await clone.run('status'),
    ];
    expect([changed.exit, verify.exit, status.exit]).toEqual([3, 3, 1]);
    expect(changed.stderr).toContain(
      `the patch \`${PATCH}\` of \`acme/base\` is not the one that is locked`,
    );

    const settled = await clone.run('install');
    expect(settled.exit).toBe(0);
    expect(clone.read(`${CLAUDE}/notes.md`)).toContain('\n2\n');
  });

  test('a lock that says something else comes of the patch is refused', async () => {
    edit();
    await project.run('patch', 'acme/base');
    const lock = project.read('paks.lock');
    const original = /integrity = "(.*)"/.exec(lock)?.[1] ?? '';
    project.write('paks.lock', lock.replace(/patched = ".*"/, `patched = "${original}"`));

    const run = await project.run('ci');

    expect(run.exit).toBe(5);
    expect(run.stderr).toContain('`acme/base` with its patch has the content');
  });

  test('what is patched is content of its own: the original stays in the store under its own hash', async () => {
    edit();
    await project.run('patch', 'acme/base');
    const other = world.project({
      sibling: project,
      manifest: '[project]\nagents = ["claude-code"]\n[skills]\n"acme/base" = "^1"\n',
    });

    await other.run('install', '--offline');

    expect(other.read(`${CLAUDE}/notes.md`)).toBe(TEXT);
  });

  test('with link = "symlink" edits come from a copy, and the directory leads to the patched content', async () => {
    const linked = world.project({
      manifest:
        '[project]\nagents = ["claude-code"]\n[skills]\n"acme/base" = "^1"\n[install]\nlink = "symlink"\n',
    });
    await linked.run('install');
    cpSync(join(linked.path, CLAUDE), join(linked.path, 'copy'), {
      recursive: true,
      dereference: true,
    });
    chmodSync(join(linked.path, 'copy/notes.md'), 0o644);
    linked.write('copy/notes.md', 'mine\n');

    const nothing = await linked.run('patch', 'acme/base');
    const run = await linked.run('patch', 'acme/base', '--from', 'copy');

    expect(nothing.exit).toBe(1);
    expect(run.exit).toBe(0);
    expect(readFileSync(join(linked.path, CLAUDE, 'notes.md'), 'utf8')).toBe('mine\n');
    expect((await linked.run('verify')).exit).toBe(0);
  });

  test('a second edit replaces the patch; without an entry the original comes back', async () => {
    edit();
    await project.run('patch', 'acme/base');
    project.write(`${CLAUDE}/notes.md`, TEXT.replace('three', 'THREE'));
    const again = await project.run('patch', 'acme/base', '--json');
    expectMatchesOutputSchema('patch', again.json());
    expect(again.json()).toMatchObject({ result: { replaced: null } });
    expect(project.read(PATCH)).not.toContain('+TWO');
    expect(project.read(PATCH)).toContain('+THREE');

    project.write('paks.toml', MANIFEST);
    const run = await project.run('install');

    expect(run.exit).toBe(0);
    expect(project.read('paks.lock')).not.toContain('patch');
    expect(project.read(`${CLAUDE}/notes.md`)).toBe(TEXT);
  });

  test('a version it no longer fits is refused whole, naming file and hunk and how to go on', async () => {
    await world.publish({
      account: 'acme',
      name: 'fresh',
      version: '1.0.0',
      files: { 'notes.md': TEXT },
    });
    const own = world.project({ manifest: MANIFEST.replaceAll('acme/base', 'acme/fresh') });
    await own.run('install');
    own.write('.claude/skills/fresh/notes.md', TEXT.replace('two', 'TWO'));
    await own.run('patch', 'acme/fresh');
    await world.publish({
      account: 'acme',
      name: 'fresh',
      version: '1.1.0',
      files: { 'notes.md': 'zero\n' },
    });
    const before = own.tree();

    const run = await own.run('update', 'acme/fresh', '--no-cache');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain(
      'the patch `patches/acme/fresh@1.0.0.patch` does not apply to `acme/fresh@1.1.0`: `notes.md` does not have the lines of hunk 1 (@@ -1,4 +1,4 @@)',
    );
    expect(run.stderr).toContain('remove `"acme/fresh"` from `[patches]`');
    expect(own.tree()).toEqual(before);
  });

  test('copies that were edited differently need --from, and with --force the others are kept aside', async () => {
    edit();
    project.write(`${SHARED}/notes.md`, 'other\n');

    const run = await project.run('patch', 'acme/base');
    const chosen = await project.run('patch', 'acme/base', '--from', CLAUDE);
    const forced = await project.run('patch', 'acme/base', '--from', CLAUDE, '--force');

    expect([run.exit, chosen.exit, forced.exit]).toEqual([2, 1, 0]);
    expect(run.stderr).toContain('were edited differently');
    expect(project.exists('.paks/backup/base-1/notes.md')).toBe(true);
  });

  test.each([
    ['an unedited skill', ['acme/base'], 'nothing was edited', 1],
    ['an unknown skill', ['acme/bose'], 'did you mean `acme/base`', 1],
    ['a directory that is none', ['acme/base', '--from', 'nowhere'], 'is not a directory', 1],
    ['no name', [], 'needs NAME after it', 2],
  ])('%s is refused, and nothing is written', async (_what, words, message, exit) => {
    const before = project.tree();
    const run = await project.run('patch', ...words);
    expect(run.exit).toBe(exit);
    expect(run.stderr).toContain(message);
    expect(project.tree()).toEqual(before);
  });

  test('bytes that are no text and a folder of the project’s own point to the way there is', async () => {
    writeFileSync(join(project.path, CLAUDE, 'x.bin'), Uint8Array.of(0, 1));
    const binary = await project.run('patch', 'acme/base');
    project.write('skills/own/SKILL.md', '---\nname: own\ndescription: Own.\n---\n');
    await project.run('add', './skills/own');
    const own = await project.run('patch', 'own');

    expect([binary.exit, own.exit]).toEqual([1, 1]);
    expect(binary.stderr).toContain('paks eject');
    expect(own.stderr).toContain('is a folder of the project’s own'.replace('’', "'"));
  });

  test('a failure of the disk at any call leaves manifest, lock and patch as they were', async () => {
    edit();
    const files = ['paks.toml', 'paks.lock'];
    const before = files.map((path) => project.read(path));
    let failed = 0;
    for (let failAt = 150; failAt <= 900; failAt += 53) {
      const faulty = faultyFileSystem(failAt);
      const broken = world.project({ sibling: project, fileSystem: faulty.fs });
      const run = await broken.run('patch', '-C', project.path, 'acme/base');
      if (run.exit === 0) break;
      failed++;
      expect(files.map((path) => project.read(path))).toEqual(before);
      expect(project.exists('patches')).toBe(false);
    }
    expect(failed).toBeGreaterThan(3);
  });
});

describe('a hostile patch in a project', () => {
  async function withPatch(text: string, entry = 'ours.patch') {
    project.write('ours.patch', text);
    project.write('paks.toml', `${MANIFEST}\n[patches]\n"acme/base" = "${entry}"\n`);
    const before = project.tree();
    const run = await project.run('install', '--group', 'review');
    expect(project.tree()).toEqual(before);
    return run;
  }

  test.each([
    [
      'T01 that writes outside the skill',
      'diff --git a/../../x b/../../x\nnew file mode 100644\n',
      'UNSAFE_PATH',
      5,
    ],
    [
      'T06 that adds .git',
      'diff --git a/.git/config b/.git/config\nnew file mode 100644\n',
      'UNSAFE_PATH',
      5,
    ],
    ['T02 that makes a link', 'diff --git a/l b/l\nnew file mode 120000\n', 'PATCH_INVALID', 2],
    [
      'T18 that adds hidden text',
      'diff --git a/n b/n\nnew file mode 100644\n--- /dev/null\n+++ b/n\n@@ -0,0 +1,1 @@\n+a\u202eb\n',
      'HIDDEN_CONTENT',
      5,
    ],
    [
      'that does not fit',
      'diff --git a/run.sh b/run.sh\ndeleted file mode 100644\n--- a/run.sh\n+++ /dev/null\n@@ -1,1 +0,0 @@\n-nope\n',
      'PATCH_CONFLICT',
      1,
    ],
    ['that is no text', 'diff --git \u0000', 'PATCH_INVALID', 2],
    ['T05 that is huge', 'x'.repeat(2 * 1024 * 1024 + 1), 'LIMIT_EXCEEDED', 5],
  ])('%s is refused before anything is written', async (_what, text, code, exit) => {
    const run = await withPatch(text);
    expect(run.exit).toBe(exit);
    const json = (await project.run('install', '--json')).json();
    expect(json).toMatchObject({ error: { code } });
  });

  test('T02: a patch file that is a link, or is missing, is refused', async () => {
    symlinkSync('/etc/hostname', join(project.path, 'link.patch'));
    const link = await withPatch('', 'link.patch');
    const missing = await withPatch('', 'gone.patch');

    expect([link.exit, missing.exit]).toEqual([2, 2]);
    expect(missing.stderr).toContain('the patch `gone.patch` of `acme/base` is not there');
  });

  test('a patch of a skill that nothing asks for is a warning', async () => {
    project.write('ours.patch', 'x');
    project.write('paks.toml', `${MANIFEST}\n[patches]\n"acme/gone" = "ours.patch"\n`);

    const run = await project.run('install', '--group', 'review');

    expect(run.exit).toBe(0);
    expect(run.stderr).toContain('which nothing asks for');
  });

  test('remove takes the patch’s entry out with the skill', async () => {
    edit();
    await project.run('patch', 'acme/base');
    const run = await project.run('remove', 'acme/base', '--group', 'review');

    expect(run.exit).toBe(0);
    expect(project.read('paks.toml')).not.toContain('acme/base');
  });
});
