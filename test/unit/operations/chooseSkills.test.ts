import { describe, expect, test } from '@jest/globals';
import type { Prompter } from '../../../src/io/prompts.ts';
import { findSkills } from '../../../src/manifest/findSkills.ts';
import { chooseSkills } from '../../../src/operations/adding/chooseSkills.ts';
import { scriptedPrompter } from '../../helpers/scriptedPrompter.ts';

type Wishes = Parameters<typeof chooseSkills>[0];

const NAMES: Readonly<Record<string, string>> = { 'skills/forms': 'pdf-forms', 'x/pdf': 'pdf' };
const MANY = ['skills/pdf', 'skills/forms', 'tests/fixture', 'skills/pdf/inner'];

async function choose(
  paths: readonly string[],
  wishes: Partial<Wishes> = {},
  prompter: Prompter | null = null,
): Promise<readonly string[]> {
  const found = findSkills(paths.map((path) => (path === '' ? 'SKILL.md' : `${path}/SKILL.md`)));
  const chosen = await chooseSkills(
    { skills: [], all: false, allDepths: false, path: null, ...wishes },
    { where: 'repo', found, nameOf: async (path) => NAMES[path], prompter },
  );
  return chosen.map(({ path }) => path);
}

describe('chooseSkills', () => {
  test('takes the only one', async () => {
    expect(await choose([''])).toEqual(['']);
    expect(await choose(['skills/pdf', 'tests/fixture'])).toEqual(['skills/pdf']);
  });

  test('lists all of the best rank and takes none where nobody can be asked', async () => {
    await expect(choose(MANY)).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      exit: 2,
      message: '`repo` holds 2 skills:\n  skills/forms\n  skills/pdf',
      data: { skills: ['skills/forms', 'skills/pdf'] },
    });
  });

  test('asks on a terminal, for the lower ranks only when told to', async () => {
    const asked: string[][] = [];
    const prompter: Prompter = {
      ...scriptedPrompter({}),
      chooseSome: async (_question, choices) => {
        asked.push(choices.map(({ value }) => value));
        return ['skills/pdf'];
      },
    };
    expect(await choose(MANY, {}, prompter)).toEqual(['skills/pdf']);
    await choose(MANY, { allDepths: true }, prompter);
    expect(asked).toEqual([
      ['skills/forms', 'skills/pdf'],
      ['skills/forms', 'skills/pdf', 'tests/fixture', 'skills/pdf/inner'],
    ]);
  });

  test('--all takes the best rank, with --all-depths every one', async () => {
    expect(await choose(MANY, { all: true })).toEqual(['skills/forms', 'skills/pdf']);
    expect(await choose(MANY, { all: true, allDepths: true })).toHaveLength(4);
  });

  test.each(['skills/pdf', './skills/pdf', 'skills/pdf/', 'skills/pdf/SKILL.md'])(
    '--path %s takes exactly that one',
    async (path) => {
      expect(await choose(MANY, { path })).toEqual(['skills/pdf']);
    },
  );

  test.each(['', '.', './', 'SKILL.md'])('--path %j is the root', async (path) => {
    expect(await choose(['', 'skills/pdf'], { path })).toEqual(['']);
  });

  test('a path that is near only by its parents names what there is', async () => {
    await expect(choose(MANY, { path: 'skills/nope' })).rejects.toMatchObject({
      code: 'NOT_A_SKILL',
      hint: expect.stringContaining('it holds:\n  skills/forms\n  skills/pdf'),
    });
  });

  test('a path without a skill names the nearest', async () => {
    await expect(choose(MANY, { path: 'skills/pfd' })).rejects.toMatchObject({
      code: 'NOT_A_SKILL',
      hint: 'did you mean `--path skills/pdf`?',
    });
  });

  test('--skill goes by the frontmatter’s name, then by the directory’s, of every rank', async () => {
    expect(await choose(MANY, { skills: ['pdf-forms'] })).toEqual(['skills/forms']);
    expect(await choose(MANY, { skills: ['forms', 'inner'] })).toEqual([
      'skills/forms',
      'skills/pdf/inner',
    ]);
    expect(await choose(['x/pdf', 'y/pdf'], { skills: ['pdf'] })).toEqual(['x/pdf']);
  });

  test('two of one name are listed, none is taken', async () => {
    await expect(choose(['a/doc', 'b/doc'], { skills: ['doc'] })).rejects.toMatchObject({
      code: 'CHOICE_NEEDED',
      message: 'several skills are named `doc`:\n  a/doc\n  b/doc',
      hint: 'say which with `--path a/doc`',
    });
  });

  test('says where there is none at all', async () => {
    await expect(choose([])).rejects.toMatchObject({ code: 'NOT_A_SKILL' });
    await expect(choose([], { skills: ['x'] })).rejects.toMatchObject({
      hint: 'it holds no skill at all',
    });
  });
});
