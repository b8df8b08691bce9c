import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { formatSource, parseSource } from '../../../src/lockfile/sourceText.ts';
import { anySource } from './anyLockfile.ts';

describe('the text of a source', () => {
  test('is read back as it was written', () => {
    fc.assert(
      fc.property(anySource, (source) => {
        expect(parseSource(formatSource(source))).toEqual(source);
      }),
    );
  });

  test.each([
    ['git+https://h.example/x#versions&path=a%26b%23c', 'a&b#c'],
    ['git+https://h.example/x#path=skills/pdf', 'skills/pdf'],
  ])('keeps a directory with separators in its name apart: %s', (text, path) => {
    expect(parseSource(text)).toMatchObject({ path });
  });

  test.each([
    'https://h.example/x',
    'git+https://h.example/x#branch=--option',
    'git+https://h.example/x#branch=a&branch=b',
    'git+https://h.example/x#path=a&branch=b',
    'git+https://h.example/x#path=../b',
    'git+https://h.example/x#versions=1',
    'git+https://h.example/x#',
    'git+http://user@h.example/x',
    'path+',
    'registry+',
    'npm+',
    'npm+../x',
    'npm+a/b',
    'npm+@a/../b',
    'npm+node_modules',
    'npm+a#skill=',
    'npm+a#skill=..',
    'npm+a#skill=x/y',
    'npm+a#name=x',
    '',
  ])('is nothing but canonical: refuses `%s`', (text) => {
    expect(parseSource(text)).toBeNull();
  });
});
