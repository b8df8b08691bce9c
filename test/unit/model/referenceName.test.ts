import { describe, expect, test } from '@jest/globals';
import { isReferenceName } from '../../../src/model/referenceName.ts';

describe('isReferenceName', () => {
  test.each([
    'main',
    'v1.2.3',
    'pdf@1.2.3',
    '@scope/pdf@1.2.3',
    'feature/some-thing_2',
    'v1.0.0+build.1',
    'refs/tags/v1.0.0',
  ])('accepts %s', (name) => {
    expect(isReferenceName(name)).toBe(true);
  });

  test.each([
    '',
    '@',
    '-x',
    '--upload-pack=touch',
    'a..b',
    'a.lock',
    'a.lock/b',
    '.a',
    'a/.b',
    'a.',
    'a./b',
    '/a',
    'a/',
    'a//b',
    'refs/tags/-x',
    'a b',
    'a\nb',
    'a~1',
    'a^{}',
    'a:b',
    'a?b',
    'a*',
    'a[b',
    'a\\b',
    'a@{1}',
    'main;touch',
    '$(x)',
    'ünicode',
    'a\u2028b',
    'a'.repeat(300),
  ])('T09 refuses %j', (name) => {
    expect(isReferenceName(name)).toBe(false);
  });
});
