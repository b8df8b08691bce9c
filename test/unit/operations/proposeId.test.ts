import { describe, expect, test } from '@jest/globals';
import { ANY, parseRange } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';
import type { ManifestSkill } from '../../../src/model/Manifest.ts';
import type { Source } from '../../../src/model/Source.ts';
import { assertFree, type Naming, proposeId } from '../../../src/operations/adding/proposeId.ts';

const NAMING: Naming = {
  wanted: null,
  frontmatter: undefined,
  path: 'skills/pdf',
  address: 'https://example.com/acme/tools.git',
};

describe('proposeId', () => {
  test.each([
    [{ wanted: 'mine', frontmatter: 'pdf' }, 'mine'],
    [{ wanted: 'acme/mine' }, 'acme/mine'],
    [{ frontmatter: 'pdf-forms' }, 'pdf-forms'],
    [{ frontmatter: 'PDF Forms!' }, 'pdf'],
    [{}, 'pdf'],
    [{ path: '' }, 'tools'],
    [{ path: '', address: 'git@example.com:tools.git' }, 'tools'],
    [{ path: '', address: 'C:\\work\\tools' }, 'tools'],
  ] satisfies [Partial<Naming>, string][])('%j is %s', (naming, id) => {
    expect(proposeId({ ...NAMING, ...naming })).toBe(id);
  });

  test.each([
    { wanted: '../up' },
    { wanted: 'a/b/c' },
    { frontmatter: '../up', path: 'a/..b:' },
    { path: 'a/con' },
  ] satisfies Partial<Naming>[])('T01: refuses %j and asks for a name', (naming) => {
    expect(() => proposeId({ ...NAMING, ...naming })).toThrow(
      expect.objectContaining({
        code: 'NAME_INVALID',
        hint: expect.stringContaining('--name NAME'),
      }),
    );
  });
});

describe('assertFree', () => {
  const id = parseSkillId('pdf');
  const git = (url: string, path = ''): Source => ({
    kind: 'git',
    url,
    path,
    reference: { kind: 'default' },
  });
  const entry = (source: Source): ManifestSkill => ({ id, range: ANY, source, group: null });
  const present = [entry(git('https://a/b.git', 'pdf'))];

  test('the same skill may be added again, with another reference', () => {
    const again = { ...entry(git('https://a/b.git', 'pdf')), range: parseRange('^1') };
    expect(() => assertFree(again, present)).not.toThrow();
  });

  test.each([
    git('https://a/b.git', 'other'),
    git('https://a/c.git', 'pdf'),
    { kind: 'path', path: './pdf' } as const,
  ])('another skill of the name is refused: %j', (source) => {
    expect(() => assertFree(entry(source), present)).toThrow(
      expect.objectContaining({ code: 'NAME_COLLISION' }),
    );
  });
});
