import { execFileSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import {
  makeTemporaryProject,
  type TemporaryProject,
  type TemporaryProjectOptions,
} from '../../helpers/makeTemporaryProject.ts';

const projects: TemporaryProject[] = [];

afterEach(() => {
  for (const project of projects.splice(0)) project.dispose();
});

function empty(options: TemporaryProjectOptions = {}): TemporaryProject {
  const made = makeTemporaryProject(options);
  projects.push(made);
  return made;
}

const ABOUT = ['--description', 'Rolls out a service. Use when asked to deploy.'] as const;
const TEMPLATES = ['basic', 'devops', 'coding'] as const;
const FLAGS = ['--with-scripts', '--with-references', '--with-assets'] as const;
const COMBINATIONS = TEMPLATES.flatMap((template) =>
  Array.from({ length: 8 }, (_, bits) => ({
    template,
    flags: FLAGS.filter((_flag, index) => (bits & (1 << index)) !== 0),
  })),
);

describe('create', () => {
  test.each(COMBINATIONS)(
    'from $template with $flags and a license passes validate --strict',
    async ({ template, flags }) => {
      const project = empty();

      const run = await project.run(
        'create',
        'rollout',
        '--template',
        template,
        ...ABOUT,
        '--license',
        'MIT',
        ...flags,
      );
      const judged = await project.run('validate', 'rollout', '--strict', '--fix');

      expect(run).toMatchObject({ exit: 0, stderr: '' });
      expect(judged).toMatchObject({ exit: 0, stderr: '' });
      expect(judged.stdout).toBe('✓ rollout\n1 skill checked: 0 errors, 0 warnings.\n');
      expect(Object.keys(project.tree())).toHaveLength(1 + flags.length);
      for (const path of Object.keys(project.tree('rollout')).slice(1)) {
        expect(project.read('rollout/SKILL.md')).toContain(`(${path.replace(' [755]', '')})`);
      }
    },
  );

  test.each(TEMPLATES)('the script of %s is one that a shell can read', async (template) => {
    const project = empty();
    await project.run('create', 'x', '--template', template, ...ABOUT, '--with-scripts');
    const [script = ''] = Object.keys(project.tree('x/scripts'));

    expect(script).toMatch(/ \[755\]$/);
    const path = join(project.path, 'x/scripts', script.replace(' [755]', ''));
    expect(execFileSync('sh', ['-n', path]).toString()).toBe('');
  });

  test('writes what was said, inside the specification', async () => {
    const project = empty();

    const named = ['--license', 'MIT', '--author', 'Ann', '--author', 'Bob', '--keyword', 'cd'];
    const argv = ['new', 'rollout', '--output', 'skills', ...ABOUT, ...named, '--version', '1.2'];

    const run = await project.run(...argv);

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('Started rollout from the template basic in skills/rollout:');
    expect(run.stdout).not.toContain('license');
    expect(project.read('skills/rollout/SKILL.md')).toMatch(
      /^---\nname: rollout\ndescription: .*\nlicense: MIT\nmetadata:\n {2}version: "1\.2\.0"\n {2}authors: "Ann, Bob"\n {2}keywords: "cd"\n---\n\n# Rollout\n/,
    );
  });

  test('names no license that nobody chose, and says so, in text and as JSON', async () => {
    const project = empty();

    const run = await project.run('create', 'a', ...ABOUT);
    const json = await project.run('create', 'b', ...ABOUT, '--json');

    expect(run.stdout).toContain('! SKILL.md names no license yet');
    expect(project.read('a/SKILL.md')).not.toContain('license');
    const judged = await project.run('validate', 'a');
    expect(judged).toMatchObject({ exit: 0, stdout: expect.stringContaining('license-stated') });
    expect(json.json()).toMatchObject({
      ok: true,
      result: { name: 'b', path: 'b', template: 'basic', license: null, files: ['SKILL.md'] },
    });
  });

  test.each([
    ['a name', ['create'], 'paks create NAME'],
    ['a description', ['create', 'x'], '--description'],
  ])('without a terminal %s is asked for by its flag', async (_, argv, hint) => {
    const project = empty();

    const run = await project.run(...argv, '--json');

    expect(run.exit).toBe(2);
    expect(run.json()).toMatchObject({
      error: { code: 'ANSWER_NEEDED', hint: expect.stringContaining(hint) },
    });
    expect(project.tree()).toEqual({});
  });

  test('replaces nothing', async () => {
    const project = empty({ files: { 'rollout/notes.md': 'mine' } });

    const run = await project.run('create', 'rollout', ...ABOUT);

    expect(run).toMatchObject({ exit: 1, stdout: '' });
    expect(run.stderr).toContain('paks init -C rollout');
    expect(project.tree()).toEqual({ 'rollout/notes.md': 'mine' });
  });

  test('a place that is no directory is named, and words of blanks are left out', async () => {
    const project = empty({ files: { 'notes.md': 'mine' } });
    const run = await project.run('create', 'rollout', '--output', 'notes.md', ...ABOUT);
    expect(run.exit).toBe(2);
    expect(run.stderr).toMatch(/error: `.*notes\.md`, to put the skill into, is no directory\n/);

    await project.run('create', 'rollout', ...ABOUT, '--keyword', 'k8s', '--keyword', ' ');
    expect(project.read('rollout/SKILL.md')).toContain('keywords: "k8s"\n');
  });

  test('takes an empty directory that is there', async () => {
    const project = empty();
    mkdirSync(join(project.path, 'rollout'));

    expect((await project.run('create', 'rollout', ...ABOUT)).exit).toBe(0);
  });

  test.each([
    ['too long a description', ['--description', 'x'.repeat(1_025)]],
    ['hidden text in it (T18)', ['--description', 'read \u202e this']],
  ])('writes nothing that validate would refuse: %s', async (_, about) => {
    const project = empty();

    const run = await project.run('create', 'rollout', ...about);

    expect(run).toMatchObject({ exit: 2, stdout: '' });
    expect(project.tree()).toEqual({});
  });

  test('takes back what it wrote when a file fails', async () => {
    const full = {
      ...nodeFileSystem,
      writeFile: (...[path, data, options]: Parameters<typeof nodeFileSystem.writeFile>) => {
        if (path.endsWith('.sh')) throw Object.assign(new Error('full'), { code: 'ENOSPC' });
        nodeFileSystem.writeFile(path, data, options);
      },
    };
    const project = empty({ fileSystem: full });

    const run = await project.run('create', 'rollout', ...ABOUT, '--with-scripts');

    expect(run.exit).toBe(1);
    expect(nodeFileSystem.readDirectory(project.path)).toEqual([]);
  });
});

describe('init', () => {
  test('starts a skill here, named as the directory', async () => {
    const project = empty({ files: { 'rollout/notes.md': 'mine' } });

    const run = await project.run(
      'init',
      '-C',
      'rollout',
      ...ABOUT,
      '--with-assets',
      '--license',
      'MIT',
    );

    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain('then check it with `paks validate`.');
    expect(project.read('rollout/SKILL.md')).toContain('name: rollout\n');
    expect(project.read('rollout/notes.md')).toBe('mine');
    expect((await project.run('validate', 'rollout', '--strict')).exit).toBe(0);
  });

  test.each([
    ['SKILL.md', 'MANIFEST_EXISTS'],
    ['skill.md', 'MANIFEST_EXISTS'],
    ['scripts/check.sh', 'TARGET_NOT_OURS'],
  ])('replaces no %s', async (path, code) => {
    const project = empty({ files: { [`rollout/${path}`]: 'mine' } });

    const run = await project.run('init', '-C', 'rollout', ...ABOUT, '--with-scripts', '--json');

    expect(run.json()).toMatchObject({ ok: false, error: { code } });
    expect(project.tree()).toEqual({ [`rollout/${path}`]: 'mine' });
  });

  test('refuses a name that is not the directory, but at the root of a repository', async () => {
    const project = empty({ files: { 'a/x': '', 'b/.git/HEAD': '' } });

    const plain = await project.run('init', '-C', 'a', '--name', 'other', ...ABOUT);
    const repository = await project.run('init', '-C', 'b', '--name', 'other', ...ABOUT);

    expect(plain.exit).toBe(2);
    expect(plain.stderr).toContain('calls itself `other`');
    expect(plain.stderr).toContain('hint: rename the directory');
    expect(repository.exit).toBe(0);
  });

  test('a project and a skill at once are refused', async () => {
    const run = await empty().run('init', '--project', '--with-scripts');

    expect(run.exit).toBe(2);
    expect(run.stderr).toContain('a project and a skill at once');
  });
});
