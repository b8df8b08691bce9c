import { expect, test } from '@jest/globals';
import { showsColor } from '../../../src/io/showsColor.ts';

const shows = (isTerminal: boolean | undefined, variables: Record<string, string> = {}) =>
  showsColor(isTerminal, { variables, platform: 'linux', home: '/home/ada' });

test('a terminal is coloured, a pipe and a dumb terminal are not', () => {
  expect([shows(true), shows(false), shows(true, { TERM: 'dumb' })]).toEqual([true, false, false]);
});

test('NO_COLOR takes colour from a terminal, whatever its value, and an empty one is none', () => {
  expect([shows(true, { NO_COLOR: '1' }), shows(true, { NO_COLOR: '0' })]).toEqual([false, false]);
  expect([shows(true, { NO_COLOR: '' }), shows(true, { NO_COLOR: '1', FORCE_COLOR: '1' })]).toEqual(
    [true, false],
  );
});

test('FORCE_COLOR colours a pipe, and with 0 takes colour from a terminal', () => {
  expect([shows(false, { FORCE_COLOR: '1' }), shows(true, { FORCE_COLOR: '0' })]).toEqual([
    true,
    false,
  ]);
});

test('a pipe stays without colour on a build server: Node leaves open what a pipe is', () => {
  expect([shows(undefined), shows(undefined, { CI: 'true' })]).toEqual([false, false]);
});
