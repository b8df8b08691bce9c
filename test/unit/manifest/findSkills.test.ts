import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { bestSkills, findSkills } from '../../../src/manifest/findSkills.ts';

const shown = (files: readonly string[]) =>
  findSkills(files).map(({ rank, path }) => `${rank} ${path || '.'}`);

describe('finding skills in a repository', () => {
  test('ranks published places, dot directories, examples and nested skills', () => {
    const files = [
      'README.md',
      'skills/pdf/reference/deep/SKILL.md',
      'tests/fixtures/a/SKILL.md',
      '.claude/skills/local/SKILL.md',
      'skills/pdf/SKILL.md',
      'deploy/SKILL.md',
      'template/SKILL.md',
    ];
    expect(shown(files)).toEqual([
      'published deploy',
      'published skills/pdf',
      'dot-directory .claude/skills/local',
      'example template',
      'example tests/fixtures/a',
      'nested skills/pdf/reference/deep',
    ]);
    expect(bestSkills(findSkills(files)).map(({ name }) => name)).toEqual(['deploy', 'pdf']);
  });

  test('puts a skill at the root before those inside it', () => {
    expect(shown(['SKILL.md', 'skills/a/SKILL.md'])).toEqual(['published .', 'nested skills/a']);
  });

  test('takes exactly the name SKILL.md, outside .git and node_modules', () => {
    expect(
      shown([
        'a/skill.md',
        'b/SKILL.md.bak',
        'c/XSKILL.md',
        '.git/SKILL.md',
        'x/node_modules/y/SKILL.md',
      ]),
    ).toEqual([]);
  });

  test('offers a lower rank when there is nothing better', () => {
    expect(bestSkills(findSkills(['examples/a/SKILL.md']))).toEqual([
      { path: 'examples/a', name: 'a', rank: 'example' },
    ]);
    expect(bestSkills([])).toEqual([]);
  });

  test('drops and merges none, whatever the order of the files', () => {
    const segment = fc.constantFrom('a', 'b', '.c', 'tests', 'skills');
    const directories = fc.uniqueArray(
      fc.array(segment, { maxLength: 4 }).map((parts) => parts.join('/')),
    );
    fc.assert(
      fc.property(directories, (paths) => {
        const files = paths.map((path) => (path === '' ? 'SKILL.md' : `${path}/SKILL.md`));
        const found = findSkills(files);
        expect(found.map(({ path }) => path).sort()).toEqual([...paths].sort());
        expect(findSkills([...files].reverse())).toEqual(found);
      }),
    );
  });
});
