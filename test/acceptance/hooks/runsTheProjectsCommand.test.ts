import { afterAll, describe, expect, test } from '@jest/globals';
import { skillText } from '../../helpers/startWorld.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

const projects: TemporaryProject[] = [];

/** A project with one local skill and a command to run after an install. */
function projectWith(command: string, environment: Record<string, string> = {}): TemporaryProject {
  const manifest = [
    '[project]',
    'agents = ["claude-code"]',
    '[skills]',
    'house = { path = "./house" }',
    '[scripts]',
    `post-install = ${JSON.stringify(command)}`,
    '',
  ].join('\n');
  const files = { 'house/SKILL.md': skillText('house') };
  const project = makeTemporaryProject({ manifest, files, environment });
  projects.push(project);
  return project;
}

afterAll(() => {
  for (const project of projects) project.dispose();
});

describe('[scripts] of paks.toml', () => {
  test('post-install runs in the root after an install that changed something, and is shown', async () => {
    const project = projectWith('echo "ran $PAKS_EVENT" >> ran.txt; echo hello');

    const run = await project.run('install');

    expect(run.exit).toBe(0);
    expect(project.read('ran.txt')).toBe('ran post-install\n');
    expect(run.stderr).toContain('running post-install: echo');
    expect(run.stderr).toContain('hello\n');
    expect(run.stdout).not.toContain('hello');
  });

  test('it does not run again when there is nothing to do, nor in a dry run', async () => {
    const project = projectWith('echo ran >> ran.txt');

    await project.run('install', '--dry-run');
    expect(project.exists('ran.txt')).toBe(false);
    await project.run('install');
    await project.run('install');

    expect(project.read('ran.txt')).toBe('ran\n');
  });

  test('every command that changes a directory runs it: update, add, remove and ci', async () => {
    const project = projectWith('echo ran >> ran.txt');
    const runs = (): number =>
      project.exists('ran.txt') ? project.read('ran.txt').split('\n').length - 1 : 0;

    expect(await project.run('update')).toMatchObject({ exit: 0 });
    expect(runs()).toBe(1);
    project.write('house/SKILL.md', skillText('house', ['license: MIT']));
    project.remove('.claude/skills/house');
    expect(await project.run('ci')).toMatchObject({ exit: 0 });
    expect(runs()).toBe(2);
    project.write('other/SKILL.md', skillText('other'));
    expect(await project.run('add', './other')).toMatchObject({ exit: 0 });
    expect(runs()).toBe(3);
    expect(await project.run('remove', 'other')).toMatchObject({ exit: 0 });
    expect(runs()).toBe(4);
  });

  test('--ignore-scripts leaves it out', async () => {
    const project = projectWith('echo ran >> ran.txt');

    expect(await project.run('install', '--ignore-scripts')).toMatchObject({ exit: 0 });

    expect(project.exists('ran.txt')).toBe(false);
    expect(project.exists('.claude/skills/house/SKILL.md')).toBe(true);
  });

  test('a failing command fails the run, and what was installed stays', async () => {
    const project = projectWith('exit 3');

    const run = await project.run('install');

    expect(run.exit).toBe(1);
    expect(run.stderr).toContain('the `post-install` command of `paks.toml` ended with 3');
    expect(run.stderr).toContain('hint: the skills are installed');
    expect(project.exists('.claude/skills/house/SKILL.md')).toBe(true);
    expect(project.exists('paks.lock')).toBe(true);
    const { json } = await projectWith('exit 3').run('install', '--json');
    expect(json()).toMatchObject({ error: { code: 'SCRIPT_FAILED' } });
  });

  test('it gets no token, and may start paks itself', async () => {
    const tokens = { PAKS_TOKEN: 'stk_secret0001', STAKPAK_TOKEN: 'stk_secret0002' };
    const project = projectWith('env > environment.txt; test ! -e .paks/lock', tokens);

    expect(await project.run('install')).toMatchObject({ exit: 0 });

    expect(project.read('environment.txt')).not.toContain('stk_secret');
    expect(project.read('environment.txt')).toContain('PAKS_EVENT=post-install');
  });

  test('escape sequences that it prints do not reach the terminal', async () => {
    const project = projectWith("printf '\\033[31mred\\033[0m\\n'");

    const run = await project.run('install');

    expect(run.stderr).toContain('\\u{1b}[31mred');
    expect(run.stderr).not.toContain('\u001b');
  });
});
