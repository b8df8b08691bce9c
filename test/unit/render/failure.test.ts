import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../src/errors/describeFailure.ts';
import { renderFailure } from '../../../src/render/failure.ts';
import { createTheme } from '../../../src/render/theme.ts';

const plain = { theme: createTheme(false), width: null, verbose: false };
const failure: Failure = {
  code: 'USAGE',
  message: 'no',
  exit: 2,
  hint: undefined,
  data: {},
  stack: 'at line 1',
};

describe('renderFailure', () => {
  test('is one line where there is nothing else to say', () => {
    expect(renderFailure(failure, plain)).toBe('error: no\n');
  });

  test('shows the place, then every line of the hint', () => {
    const excerpt = ' 3 | oops = 1\n   | ^^^^';
    const whole = { ...failure, message: 'no\n  - a', hint: 'one\ntwo', data: { excerpt } };
    expect(renderFailure(whole, plain)).toBe(
      `error: no\n  - a\n${excerpt}\nhint: one\nhint: two\n`,
    );
  });

  test('names the code and shows the stack only when asked to say more', () => {
    expect(renderFailure(failure, { ...plain, verbose: true })).toBe(
      'error: no\ncode: USAGE\nat line 1\n',
    );
  });

  test('colours the label, never the message', () => {
    expect(renderFailure(failure, { ...plain, theme: createTheme(true) })).toBe(
      '\u001b[31merror:\u001b[39m no\n',
    );
  });

  test('fits the terminal, but for the place, whose marks stand below what they mark', () => {
    const excerpt = ' 3 | a long line of somebody else\n   |   ^^^^';
    const told = {
      message: 'no such thing is there',
      hint: 'try `paks help` first',
      data: { excerpt },
    };
    expect(renderFailure({ ...failure, ...told }, { ...plain, width: 20 })).toBe(
      `error: no such thing\n  is there\n${excerpt}\nhint: try\n  \`paks help\` first\n`,
    );
  });
});
