import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  directoryName,
  isAccountName,
  isSkillId,
  isSpecificationName,
  parseSkillId,
  qualifiedName,
} from '../../../src/model/SkillId.ts';

describe('SkillId', () => {
  test.each([
    'stakpak/kubernetes-deploy',
    'johndoe/terraform-aws',
    'a/b',
    '0/1',
    'pdf',
    'House Style',
    'x.y-z_1',
    'a'.repeat(64),
  ])('accepts %s', (text) => {
    expect(parseSkillId(text)).toBe(text);
    expect(isSkillId(text)).toBe(true);
  });

  test.each([
    '',
    'a/b/c',
    '/b',
    'a/',
    'a//b',
    'A/b',
    'a/B',
    'a--b/c',
    '-a/b',
    'a/b-',
    'a/..',
    '../a',
    '..',
    '.',
    '.git',
    '.hidden',
    '-rf',
    'a/con',
    'nul/a',
    'aux',
    '__proto__',
    'constructor',
    'a/constructor',
    'a\\b',
    'C:',
    'a:b',
    'trailing.',
    'trailing ',
    'a\u202eb',
    'a\u0000',
    'größe',
    `${'a'.repeat(40)}/b`,
    `a/${'b'.repeat(65)}`,
    'a'.repeat(65),
    'a@1',
    '@acme/pdf',
  ])('refuses %j (T01, T04)', (text) => {
    expect(isSkillId(text)).toBe(false);
    expect(() => parseSkillId(text)).toThrow(expect.objectContaining({ code: 'NAME_INVALID' }));
  });

  test('an accepted id is a safe file name, or two of them', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(...Array.from('ab-A./\\ :~_0%\u202e')) }),
        (text) => {
          if (!isSkillId(text)) return;
          for (const part of text.split('/')) expect(part).toMatch(/^[A-Za-z0-9]([\w. -]*[\w-])?$/);
          expect(text.split('/').length).toBeLessThanOrEqual(2);
        },
      ),
    );
  });

  test('knows the halves of a name and the directory it takes', () => {
    expect(qualifiedName(parseSkillId('acme/pdf'))).toEqual({ account: 'acme', name: 'pdf' });
    expect(qualifiedName(parseSkillId('pdf'))).toBeNull();
    expect(directoryName(parseSkillId('acme/pdf'))).toBe('pdf');
    expect(directoryName(parseSkillId('House Style'))).toBe('House Style');
  });

  test('knows the names of the specification and of accounts', () => {
    expect(isSpecificationName('a'.repeat(64))).toBe(true);
    expect(isAccountName('a'.repeat(39))).toBe(true);
    for (const name of ['PDF', 'a_b', 'a--b', '', 'com1', 'a'.repeat(65)]) {
      expect(isSpecificationName(name)).toBe(false);
    }
    for (const name of ['Acme', 'a b', '', 'a'.repeat(40)]) expect(isAccountName(name)).toBe(false);
  });
});
