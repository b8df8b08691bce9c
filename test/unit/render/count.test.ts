import { expect, test } from '@jest/globals';
import { count } from '../../../src/render/count.ts';

test('the noun follows the number', () => {
  expect(count(1, 'skill')).toBe('1 skill');
  expect(count(0, 'skill')).toBe('0 skills');
  expect(count(2, 'directory', 'directories')).toBe('2 directories');
});
