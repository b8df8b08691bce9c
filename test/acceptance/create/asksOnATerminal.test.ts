import { afterEach, describe, expect, test } from '@jest/globals';
import { type Conversation, converse } from '../../helpers/converse.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';

let project: TemporaryProject;

afterEach(() => project.dispose());

const ask = (argv: readonly string[], script: Conversation) => converse(argv, script, { project });

const DOWN = '\u001b[B';

describe('on a terminal', () => {
  test('create asks for what the flags leave open', async () => {
    project = makeTemporaryProject();

    const run = await ask(
      ['create', '--with-references'],
      [
        ['called?', 'rollout\r'],
        ['What does it do', 'Rolls out.\r'],
        ['template', `${DOWN}\r`],
        ['license', '\r'],
        ['Who wrote it', 'Ann\r'],
      ],
    );

    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('Started rollout from the template devops in rollout:');
    expect(project.read('rollout/SKILL.md')).not.toContain('license:');
    expect(project.read('rollout/SKILL.md')).toContain('  authors: "Ann"\n');
  });

  test('init asks which to start', async () => {
    project = makeTemporaryProject();

    const run = await ask(['init'], [['start here?', `${DOWN}\r`]]);

    expect(run.exit).toBe(0);
    expect(project.exists('paks.toml')).toBe(true);
  });

  test('who gives up ends it, and nothing is written', async () => {
    project = makeTemporaryProject();

    const run = await ask(['create'], [['called?', '\u0003']]);

    expect(run).toMatchObject({ exit: 130, stdout: '' });
    expect(project.tree()).toEqual({});
  });
});
