import { expect, test } from '@jest/globals';
import { withMergeAttribute } from '../../../src/operations/mergeDriver/attributeText.ts';

test.each([
  [null, 'paks.lock merge=paks\n'],
  ['', 'paks.lock merge=paks\n'],
  ['* text=auto\n', '* text=auto\npaks.lock merge=paks\n'],
  ['* text=auto', '* text=auto\npaks.lock merge=paks\n'],
  ['*.png binary\r\n', '*.png binary\r\npaks.lock merge=paks\r\n'],
  ['paks.lock text eol=lf\n', 'paks.lock text eol=lf\npaks.lock merge=paks\n'],
])('%j gets the line, and keeps every byte', (text, expected) => {
  expect(withMergeAttribute(text)).toBe(expected);
});

test.each([
  'paks.lock merge=paks\n',
  '/paks.lock text merge=paks\n',
  'paks.lock -merge\n',
  'paks.lock merge=union\n',
])('%j says already how the lock is merged', (text) => {
  expect(withMergeAttribute(text)).toBeNull();
});
