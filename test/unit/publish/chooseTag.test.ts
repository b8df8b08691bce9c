import { describe, expect, test } from '@jest/globals';
import { parseVersion } from '../../../src/model/Range.ts';
import { chooseTag, isFoundByTag, type TagQuestion } from '../../../src/publish/chooseTag.ts';
import { tagMessage } from '../../../src/publish/tagMessage.ts';

const tag = (question: Partial<TagQuestion>): string =>
  chooseTag({
    name: 'pdf',
    version: parseVersion('1.2.3'),
    directory: '',
    paths: ['SKILL.md'],
    tags: [],
    prefix: null,
    ...question,
  });

describe('chooseTag', () => {
  test('is vX.Y.Z in a repository of one skill, wherever that lies', () => {
    expect(tag({})).toBe('v1.2.3');
    expect(tag({ directory: 'skills/pdf', paths: ['README.md', 'skills/pdf/SKILL.md'] })).toBe(
      'v1.2.3',
    );
  });

  test('is NAME@X.Y.Z in a repository of several', () => {
    const paths = ['skills/pdf/SKILL.md', 'skills/docx/SKILL.md'];
    expect(tag({ directory: 'skills/pdf', paths })).toBe('pdf@1.2.3');
  });

  test('skills of tests and examples are no others', () => {
    const paths = ['pdf/SKILL.md', 'examples/a/SKILL.md', 'tests/b/SKILL.md'];
    expect(tag({ directory: 'pdf', paths })).toBe('v1.2.3');
    expect(tag({ directory: 'examples/a', paths })).toBe('pdf@1.2.3');
  });

  test('a skill that has a tag of its own keeps to that form', () => {
    expect(tag({ tags: ['v0.1.0', 'pdf@1.0.0'] })).toBe('pdf@1.2.3');
    expect(tag({ tags: ['v0.1.0', 'docx@1.0.0'] })).toBe('v1.2.3');
  });

  test.each([
    ['', '1.2.3'],
    ['release-', 'release-1.2.3'],
    ['team/pdf/v', 'team/pdf/v1.2.3'],
  ])('--tag-prefix %p gives %s', (prefix, expected) => {
    expect(tag({ prefix })).toBe(expected);
  });

  test.each(['-f', '--force=', 'a b', '..', 'refs//', 'x^', '.hidden', 'a\n', '$(x)'])(
    'T09: --tag-prefix %p cannot make an option, a revision or a command of the tag',
    (prefix) => {
      expect(() => tag({ prefix })).toThrow('cannot be the name of a tag');
    },
  );

  test('tells by which tags a range finds the release', () => {
    expect(isFoundByTag('v1.2.3', 'pdf')).toBe(true);
    expect(isFoundByTag('1.2.3', 'pdf')).toBe(true);
    expect(isFoundByTag('pdf@1.2.3', 'pdf')).toBe(true);
    expect(isFoundByTag('release-1.2.3', 'pdf')).toBe(false);
  });
});

describe('tagMessage', () => {
  test('T14: a description is one line that drives no terminal', () => {
    const description = 'Does\n\nthings\u001b[2J \u202eand more';
    const text = tagMessage({ tag: 'v1.0.0', name: 'pdf', description, publishedAt: 0 });
    expect(text).toBe(
      'Release v1.0.0\n\nSkill: pdf\nDescription: Does things\\u{1b}[2J \\u{202e}and more\nPublished: 1970-01-01T00:00:00Z',
    );
  });
});
