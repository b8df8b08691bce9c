import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

const projects: TemporaryProject[] = [];

afterEach(() => {
  for (const project of projects.splice(0)) project.dispose();
});

function withFiles(files: Readonly<Record<string, string>>): TemporaryProject {
  const made = makeTemporaryProject({ files });
  projects.push(made);
  return made;
}

const good = (name: string, ...fields: readonly string[]) =>
  `---\n${[`name: ${name}`, 'description: Does it. Use it.', 'license: MIT', ...fields].join('\n')}\n---\n# It\n`;

describe('validate', () => {
  test('a clean skill here passes, strictly too', async () => {
    const project = withFiles({ 'deploy/SKILL.md': good('deploy') });

    const run = await project.run('validate', '--strict', '-C', 'deploy');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toBe('✓ .\n1 skill checked: 0 errors, 0 warnings.\n');
  });

  test('an error fails, with its line and column and its rule', async () => {
    const project = withFiles({ 'deploy/SKILL.md': good('Deploy') });

    const run = await project.run('validate', 'deploy');

    expect(run).toMatchObject({ exit: 1, stderr: '' });
    expect(run.stdout).toContain('✗ deploy\n  SKILL.md:2:7 error: `Deploy` is not a name');
    expect(run.stdout).toContain('(name-valid)');
    expect(run.stdout).toContain('1 skill checked: 2 errors, 0 warnings.');
  });

  test('warnings pass, and fail with --strict', async () => {
    const project = withFiles({
      'deploy/SKILL.md': `${good('deploy', 'version: 1.0')}[up](../base/SKILL.md)\n`,
    });
    mkdirSync(join(project.path, 'deploy/assets/images'), { recursive: true });

    const lenient = await project.run('validate', 'deploy');
    const strict = await project.run('validate', 'deploy', '--strict');

    expect([lenient.exit, strict.exit]).toEqual([0, 1]);
    expect(lenient.stdout.match(/\(([a-z-]+)\)/g)).toEqual([
      '(version-exact)',
      '(links-inside)',
      '(directories-filled)',
    ]);
    expect(lenient.stdout).toContain('assets/images:1:1 warning: the directory is empty');
    expect(lenient.stdout).toContain('`paks validate --fix` mends 1 of them.');
    expect(strict.stdout).toContain('with --strict warnings fail');
  });

  test('without a path: every skill below, best places only, dot directories and node_modules skipped', async () => {
    const project = withFiles({
      'skills/a/SKILL.md': good('a'),
      'skills/b/SKILL.md': good('b'),
      'skills/b/inner/SKILL.md': good('wrong'),
      'tests/c/SKILL.md': good('wrong'),
      '.claude/skills/d/SKILL.md': good('wrong'),
      'node_modules/e/SKILL.md': good('wrong'),
    });

    const run = await project.run('validate');
    const all = await project.run('validate', '--all-depths', '--json');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('✓ skills/a\n✓ skills/b\n2 skills checked');
    expect(run.stdout).toContain('2 skills in examples, tests or other skills left out');
    expect(all.exit).toBe(1);
    expect(all.json()).toMatchObject({
      result: {
        passed: false,
        errors: 2,
        skipped: 0,
        rules: [{ id: 'name-is-directory', severity: 'error' }],
        skills: [
          { path: 'skills/a', findings: [] },
          { path: 'skills/b', findings: [] },
          { path: 'tests/c', findings: [{ rule: 'name-is-directory', line: 2, column: 7 }] },
          { path: 'skills/b/inner', findings: [{ rule: 'name-is-directory' }] },
        ],
      },
    });
  });

  test('takes several paths, each once, and a SKILL.md for its directory', async () => {
    const project = withFiles({ 'a/SKILL.md': good('a'), 'b/SKILL.md': good('b') });

    const run = await project.run('validate', 'a', 'b/SKILL.md', './a');

    expect(run.stdout).toContain('✓ a\n✓ b\n2 skills checked');
  });

  test('a skill that is a whole repository may be cloned under any name', async () => {
    const project = withFiles({ 'clone/SKILL.md': good('deploy'), 'clone/.git/HEAD': 'x' });

    expect((await project.run('validate', 'clone')).exit).toBe(0);
  });

  test.each([
    ['nothing below', [], '`.` holds no `SKILL.md`'],
    ['a path that is not there', ['gone'], '`gone` does not exist'],
    ['a misspelt file', ['docs'], 'rename `skill.md` to `SKILL.md`'],
    ['another file', ['notes.md'], '`notes.md` holds no `SKILL.md`'],
  ])('nothing to validate is an error: %s', async (_, paths, message) => {
    const project = withFiles({ 'docs/skill.md': '', 'notes.md': '' });

    const run = await project.run('validate', ...paths);

    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toContain(message);
  });

  test('hidden text and secrets count as the audit has them (T18, T19)', async () => {
    const key = `ghp_${'aB3dE6gH9j'.repeat(4).slice(0, 36)}`;
    const project = withFiles({
      'a/SKILL.md': `${good('a')}read \u202e this\n`,
      'a/notes.md': `${key}\n`,
    });

    const run = await project.run('validate', 'a', '--json');

    expect(run.exit).toBe(1);
    expect(run.json()).toMatchObject({
      result: {
        skills: [
          {
            findings: [
              { rule: 'bidi-control', severity: 'error', path: 'SKILL.md', line: 7 },
              { rule: 'secret', severity: 'warning', path: 'notes.md', line: 1 },
            ],
          },
        ],
      },
    });
    expect(run.stdout).not.toContain(key);
    expect(run.stdout).not.toContain('\u202e');
  });

  test('a link out of the skill is a finding and the next skill is still judged (T02)', async () => {
    const project = withFiles({ 'a/SKILL.md': good('a'), 'b/SKILL.md': good('Wrong') });
    symlinkSync('../../secret', join(project.path, 'a/notes.md'));

    const run = await project.run('validate');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('(symlinks-inside)');
    expect(run.stdout).toContain('(name-valid)');
  });
});

describe('validate --fix', () => {
  const broken =
    '\ufeff---\nname: a\ndescription: Use when: asked\nversion: 1\nlicense: MIT\n---\nend';

  function mendable(): TemporaryProject {
    const project = withFiles({
      'a/SKILL.md': broken,
      'a/run.sh': '#!/bin/sh\n',
      'a/notes.md': 'no newline',
      'outside.sh': '#!/bin/sh\n',
    });
    chmodSync(join(project.path, 'a/run.sh'), 0o640);
    return project;
  }

  test('mends what is safe, shows it, and touches nothing else', async () => {
    const project = mendable();

    const run = await project.run('validate', 'a', '--fix', '--strict');

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(project.tree()).toEqual({
      'a/SKILL.md':
        '---\nname: a\ndescription: \'Use when: asked\'\nversion: "1.0.0"\nlicense: MIT\n---\nend\n',
      'a/run.sh [755]': '#!/bin/sh\n',
      'a/notes.md': 'no newline',
      'outside.sh': '#!/bin/sh\n',
    });
    expect(run.stdout).toContain('    4 - version: 1\n    4 + version: "1.0.0"\n');
    expect(run.stdout).toContain('run.sh mended: made the script executable');
    expect((await project.run('validate', 'a', '--fix')).stdout).not.toContain('mended');
  });

  test('with --dry-run shows the same and writes nothing', async () => {
    const project = mendable();
    const before = project.tree();

    const run = await project.run('validate', 'a', '--fix', '--dry-run');

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('run.sh would be mended');
    expect(project.tree()).toEqual(before);
  });

  test('what it cannot mend still fails', async () => {
    const project = withFiles({ 'a/SKILL.md': good('b', 'version: 1') });

    const run = await project.run('validate', 'a', '--fix');

    expect(run.exit).toBe(1);
    expect(run.stdout).toContain('mended: wrote the version');
    expect(run.stdout).toContain('(name-is-directory)');
  });

  test('writes through no link out of the skill (T02)', async () => {
    const project = withFiles({ 'outside.md': broken });
    mkdirSync(join(project.path, 'a'));
    symlinkSync('../outside.md', join(project.path, 'a/SKILL.md'));
    writeFileSync(join(project.path, 'a/x.sh'), '#!/bin/sh\n', { mode: 0o644 });

    const run = await project.run('validate', 'a', '--fix');

    expect(run.exit).toBe(1);
    expect(project.read('outside.md')).toBe(broken);
    expect(project.tree()).toHaveProperty(['a/x.sh']);
  });
});
