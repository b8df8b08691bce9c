import { describe, expect, test } from '@jest/globals';
import { type AskOptions, askForSkill } from '../../../../src/operations/create/askForSkill.ts';
import type { SkillWishes } from '../../../../src/operations/create/SkillWishes.ts';
import { startsProject } from '../../../../src/operations/create/startsProject.ts';
import { scriptedPrompter } from '../../../helpers/scriptedPrompter.ts';

const OPEN: SkillWishes = {
  name: null,
  template: null,
  description: null,
  license: null,
  version: null,
  repository: null,
  homepage: null,
  authors: [],
  keywords: [],
  categories: [],
  scripts: false,
  references: false,
  assets: false,
};
const NOBODY: AskOptions = { prompter: null, assumeYes: false, proposedName: null };
const GIVEN = { ...OPEN, name: 'rollout', description: 'Rolls out.' };

describe('settling what a new skill is', () => {
  test('asks on a terminal for everything that is open', async () => {
    const prompter = scriptedPrompter({
      'called?': 'rollout',
      'What does it do': '  Rolls\n out.  ',
      template: 'devops',
      license: '',
      'Who wrote': 'Ann',
      scripts: true,
      texts: false,
      forms: true,
    });

    const answers = await askForSkill(OPEN, { ...NOBODY, prompter });

    expect(answers).toEqual({
      ...OPEN,
      name: 'rollout',
      description: 'Rolls out.',
      template: 'devops',
      license: null,
      version: '0.1.0',
      authors: ['Ann'],
      scripts: true,
      assets: true,
    });
    expect(prompter.asked).toHaveLength(8);
  });

  test('asks for nothing that was given', async () => {
    const prompter = scriptedPrompter({});
    const given = {
      ...GIVEN,
      template: 'coding',
      license: 'MIT',
      version: 'v2',
      authors: ['Ann'],
      references: true,
    };

    expect(await askForSkill(given, { ...NOBODY, prompter })).toEqual({
      ...given,
      version: '2.0.0',
    });
    expect(prompter.asked).toEqual([]);
  });

  test('with --yes asks only for what has no default', async () => {
    const prompter = scriptedPrompter({ 'What does it do': 'Rolls out.' });

    const answers = await askForSkill(
      { ...OPEN, name: 'rollout' },
      { ...NOBODY, prompter, assumeYes: true },
    );

    expect(answers).toMatchObject({ template: 'basic', license: null });
    expect(prompter.asked).toHaveLength(1);
  });

  test('refuses a bad name and an empty description while asking', async () => {
    const name = scriptedPrompter({ 'called?': 'Roll Out' });
    const description = scriptedPrompter({ 'What does it do': '' });

    await expect(askForSkill(OPEN, { ...NOBODY, prompter: name })).rejects.toThrow('lower-case');
    await expect(askForSkill(GIVEN_NAME, { ...NOBODY, prompter: description })).rejects.toThrow(
      'by its description',
    );
  });

  test.each([
    ['no name', OPEN, 'ANSWER_NEEDED', 'paks create NAME'],
    ['no description', { ...OPEN, name: 'x' }, 'ANSWER_NEEDED', '--description'],
    ['an empty description', { ...GIVEN, description: ' \n' }, 'ANSWER_NEEDED', '--description'],
    ['a bad name', { ...GIVEN, name: 'Roll_out' }, 'NAME_INVALID', 'lower-case'],
    ['a path as name (T01)', { ...GIVEN, name: '../x' }, 'NAME_INVALID', 'lower-case'],
    ['an unknown template', { ...GIVEN, template: 'web' }, 'USAGE', '`devops`'],
    ['a bad version', { ...GIVEN, version: 'newest' }, 'USAGE', 'three numbers'],
  ])('without a terminal refuses %s', async (_, wishes, code, hint) => {
    await expect(askForSkill(wishes, NOBODY)).rejects.toMatchObject({
      code,
      exit: 2,
      hint: expect.stringContaining(hint),
    });
  });

  test('takes the name of the directory where it is one', async () => {
    const of = (proposedName: string) =>
      askForSkill({ ...GIVEN, name: null }, { ...NOBODY, proposedName });

    expect((await of('deploy')).name).toBe('deploy');
    await expect(of('My Skill')).rejects.toMatchObject({ code: 'ANSWER_NEEDED' });
  });
});

const GIVEN_NAME = { ...OPEN, name: 'rollout' };

describe('what init starts', () => {
  const none = { project: false, skill: false, aboutSkill: false, aboutProject: false };

  test('asks which on a terminal, and starts a skill without one', async () => {
    expect(await startsProject(none, scriptedPrompter({ start: 'project' }))).toBe(true);
    expect(await startsProject(none, scriptedPrompter({ start: 'skill' }))).toBe(false);
    expect(await startsProject(none, null)).toBe(false);
  });

  test.each([
    [{ project: true }, true],
    [{ aboutProject: true }, true],
    [{ skill: true }, false],
    [{ aboutSkill: true }, false],
  ])('a flag that says which is not asked about: %j', async (flags, expected) => {
    expect(await startsProject({ ...none, ...flags }, scriptedPrompter({}))).toBe(expected);
  });

  test('flags for both are refused', async () => {
    const both = { ...none, project: true, aboutSkill: true };
    await expect(startsProject(both, null)).rejects.toMatchObject({ code: 'USAGE' });
  });
});
