import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseSkill } from '../../../../src/manifest/parseSkill.ts';
import { frontmatterText } from '../../../../src/operations/create/frontmatterText.ts';
import type { SkillAnswers } from '../../../../src/operations/create/SkillWishes.ts';

const ANSWERS: SkillAnswers = {
  name: 'rollout',
  template: 'basic',
  description: 'Rolls out a service. Use when asked to deploy.',
  license: 'MIT',
  version: '0.1.0',
  repository: null,
  homepage: null,
  authors: [],
  keywords: [],
  categories: [],
  scripts: false,
  references: false,
  assets: false,
};

function read(answers: SkillAnswers) {
  const bytes = new TextEncoder().encode(`---\n${frontmatterText(answers)}---\n`);
  return parseSkill(bytes, { file: 'SKILL.md', registry: '' });
}

describe('the frontmatter of a new skill', () => {
  test('has only fields of the specification, package data as texts in metadata', () => {
    const all = {
      ...ANSWERS,
      authors: ['Ann <ann@example.com>', 'Bob'],
      keywords: ['kubernetes'],
      categories: ['devops', 'cloud'],
      repository: 'https://example.com/x.git',
      homepage: 'https://example.com',
    };

    expect(frontmatterText(all)).toBe(
      [
        'name: rollout',
        'description: Rolls out a service. Use when asked to deploy.',
        'license: MIT',
        'metadata:',
        '  version: "0.1.0"',
        '  authors: "Ann <ann@example.com>, Bob"',
        '  repository: "https://example.com/x.git"',
        '  homepage: "https://example.com"',
        '  keywords: "kubernetes"',
        '  categories: "devops, cloud"',
        '',
      ].join('\n'),
    );
    expect(read(all)).toMatchObject({
      authors: all.authors,
      keywords: all.keywords,
      categories: all.categories,
      repository: all.repository,
      version: '0.1.0',
      notes: [],
    });
  });

  test('says exactly what was said, whatever it is', () => {
    const awkward = fc.constantFrom(
      'null',
      'Yes',
      '1.0',
      'a: b',
      '- x',
      '# y',
      '"',
      "'",
      '@x',
      '---',
    );
    const words = fc.oneof(awkward, fc.string({ unit: 'grapheme' }), fc.lorem());
    fc.assert(
      fc.property(words, words, (first, second) => {
        const description = `${first} ${second}`.replace(/\s+/g, ' ').trim();
        fc.pre(description !== '' && description.isWellFormed());
        const read1 = read({ ...ANSWERS, description, license: 'null' });
        expect(read1).toMatchObject({ description, license: 'null', notes: [] });
      }),
      { numRuns: 500 },
    );
  });
});
