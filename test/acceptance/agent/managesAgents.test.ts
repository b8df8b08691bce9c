import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { agents } from '../../../src/agents/agents.ts';
import { makeTemporaryProject, type TemporaryProject } from '../../helpers/makeTemporaryProject.ts';
import { expectMatchesOutputSchema } from '../../helpers/outputSchemas.ts';
import { skillText } from '../../helpers/startWorld.ts';

let project: TemporaryProject;

beforeEach(() => {
  project = makeTemporaryProject({ manifest: '[project]\nagents = ["cursor"]\n' });
});

afterEach(() => project.dispose());

const config = () => readFileSync(join(project.home, '.config/paks/config.toml'), 'utf8');
const MINE = ['agent', 'add', 'mine', '--project-dir', '.mine/skills', '--user-dir', '~/.mine'];

describe('agent list', () => {
  test('shows every built-in agent and those of the user', async () => {
    await project.run(...MINE);
    const document = (await project.run('agent', 'list', '--json')).json() as {
      result: { agents: { id: string; origin: string }[] };
    };
    expectMatchesOutputSchema('agent-list', document);
    expect(document.result.agents).toHaveLength(agents.length + 1);
    expect(document.result.agents.filter(({ origin }) => origin === 'custom')).toHaveLength(1);
  });

  test('--relevant: what is detected, chosen, default or the own, and why', async () => {
    await project.run(...MINE);
    await project.run('agent', 'default', 'claude-code');
    project.write('.roo/rules.md', '');

    const { stdout } = await project.run('agent', 'list', '--relevant');

    expect(stdout).toBe(
      [
        'AGENT        NAME         PROJECT         PERSONAL          NOTE',
        'claude-code  Claude Code  .claude/skills  ~/.claude/skills  default',
        'cursor       Cursor       .agents/skills  ~/.cursor/skills  chosen',
        'mine         mine         .mine/skills    ~/.mine           yours',
        'roo          Roo Code     .roo/skills     ~/.roo/skills     detected',
        '',
      ].join('\n'),
    );
  });

  test('fits a terminal of 80 columns', async () => {
    const narrow = makeTemporaryProject({ terminalWidth: 80 });
    const { stdout } = await narrow.run('agent', 'list');
    narrow.dispose();
    expect(Math.max(...stdout.split('\n').map((line) => line.length))).toBeLessThanOrEqual(80);
  });
});

describe('agent add', () => {
  test('describes an agent that installs then serve', async () => {
    project.write('paks.toml', '[project]\nagents = ["mine"]\n[skills]\na = { path = "./a" }\n');
    project.write('a/SKILL.md', skillText('a'));

    const document = (await project.run(...MINE, '--name', 'My Agent', '--json')).json();

    expectMatchesOutputSchema('agent-add', document);
    expect(config()).toBe(
      '[agents.mine]\nname = "My Agent"\nproject-directory = ".mine/skills"\nuser-directory = "~/.mine"\n',
    );
    expect(await project.run('install')).toMatchObject({ exit: 0 });
    expect(project.exists('.mine/skills/a/SKILL.md')).toBe(true);
  });

  test('a reader of the shared directory needs no other', async () => {
    const run = await project.run('agent', 'add', 'mine', '--reads-shared');
    expect(run.stdout).toBe('Agent mine is now described: .agents/skills.\n');
  });

  test.each([
    [['Mine!', '--reads-shared'], 'not an agent id'],
    [['mine'], 'has no directory'],
    [['mine', '--project-dir', '../elsewhere'], 'not inside a project'],
    [['mine', '--project-dir', '/etc/skills'], 'not inside a project'],
    [['mine', '--user-dir', 'relative'], 'not absolute'],
    [['cursor', '--reads-shared'], '--force'],
  ])('T01: refuses %j and writes nothing', async (words, message) => {
    const run = await project.run('agent', 'add', ...words);
    expect(run).toMatchObject({ exit: 2, stdout: '' });
    expect(run.stderr).toContain(message);
    expect(() => config()).toThrow();
  });

  test('the same again changes nothing; another description needs --force', async () => {
    await project.run(...MINE);
    expect((await project.run(...MINE, '--json')).json()).toMatchObject({
      result: { changed: false },
    });
    const other = ['agent', 'add', 'mine', '--project-dir', '.other'];
    expect(await project.run(...other)).toMatchObject({ exit: 2 });
    expect(await project.run(...other, '--force')).toMatchObject({ exit: 0 });
    expect(config()).toBe('[agents.mine]\nproject-directory = ".other"\n');
  });
});

describe('agent remove', () => {
  test('takes it out, and the default with it', async () => {
    await project.run(...MINE);
    await project.run('agent', 'default', 'mine');
    const document = (await project.run('agent', 'remove', 'mine', '--json')).json();
    expectMatchesOutputSchema('agent-remove', document);
    expect(document).toMatchObject({ result: { default: true } });
    expect(config()).not.toContain('mine');
    expect(await project.run('agent', 'default')).toMatchObject({ exit: 0 });
  });

  test.each([
    ['cursor', 'built in'],
    ['curser', 'did you mean `cursor`?'],
  ])('refuses %s', async (id, message) => {
    const run = await project.run('agent', 'remove', id);
    expect(run).toMatchObject({ exit: 2, stdout: '' });
    expect(run.stderr).toContain(message);
  });
});

describe('agent default', () => {
  test('is written and told; an unknown one is refused', async () => {
    const document = (await project.run('agent', 'default', 'cursor', '--json')).json();
    expectMatchesOutputSchema('agent-default', document);
    expect(await project.run('agent', 'default')).toMatchObject({ stdout: 'cursor\n' });
    expect(await project.run('agent', 'default', 'cursr')).toMatchObject({ exit: 2 });
    expect(config()).toBe('default-agent = "cursor"\n');
  });
});

describe('agent show', () => {
  test('tells directories, what moves them, what is in them and how that is known', async () => {
    const made = makeTemporaryProject({
      manifest: '[project]\nagents = ["claude-code"]\n[skills]\na = { path = "./a" }\n',
      files: { 'a/SKILL.md': skillText('a'), '.claude/skills/own/SKILL.md': skillText('own') },
      environment: { CLAUDE_CONFIG_DIR: '/srv/claude' },
    });
    await made.run('install');

    const { stdout } = await made.run('agent', 'show', 'claude-code');
    const document = (await made.run('agent', 'show', 'claude-code', '--json')).json();
    made.dispose();

    expectMatchesOutputSchema('agent-show', document);
    expect(stdout).toBe(
      [
        'claude-code  Claude Code',
        '  detected in this project',
        '  its home is moved by CLAUDE_CONFIG_DIR',
        '  recognised by .claude, CLAUDE.md',
        '',
        `In this project  ${join(made.path, '.claude/skills')}`,
        '  a',
        '  own  not from Paks',
        '',
        'Personal  /srv/claude/skills (moved by CLAUDE_CONFIG_DIR)',
        '  not there yet',
        '',
        'Directories as of npm skills 1.7.4',
        '',
      ].join('\n'),
    );
  });

  test('outside of a project it says where a project has its skills', async () => {
    const elsewhere = makeTemporaryProject();
    const { stdout } = await elsewhere.run('agent', 'show', 'claude-code');
    elsewhere.dispose();
    expect(stdout).toContain("finds a project's skills in .claude/skills");
  });

  test('an unknown agent is refused with the nearest', async () => {
    const run = await project.run('agent', 'show', 'claud-code');
    expect(run.stderr).toContain('did you mean `claude-code`?');
    expect(run.exit).toBe(2);
  });

  test('T14: what a directory is called never reaches the terminal raw', async () => {
    project.write('.agents/skills/a\u001b[31mb/SKILL.md', skillText('a'));
    const { stdout } = await project.run('agent', 'show', 'cursor');
    expect(stdout).not.toContain('\u001b');
    expect(stdout).toContain('not from Paks');
  });
});
