import { describe, expect, test } from '@jest/globals';
import type { Failure } from '../../../src/errors/describeFailure.ts';
import { renderFailure } from '../../../src/render/failure.ts';
import { createTheme } from '../../../src/render/theme.ts';

const plain = createTheme(false);
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
    expect(renderFailure(failure, plain, false)).toBe('error: no\n');
  });

  test('shows the place, then every line of the hint', () => {
    const excerpt = ' 3 | oops = 1\n   | ^^^^';
    const whole = { ...failure, message: 'no\n  - a', hint: 'one\ntwo', data: { excerpt } };
    expect(renderFailure(whole, plain, false)).toBe(
      `error: no\n  - a\n${excerpt}\nhint: one\nhint: two\n`,
    );
  });

  test('names the code and shows the stack only when asked to say more', () => {
    expect(renderFailure(failure, plain, true)).toBe('error: no\ncode: USAGE\nat line 1\n');
  });

  test('colours the label, never the message', () => {
    expect(renderFailure(failure, createTheme(true), false)).toBe(
      '\u001b[31merror:\u001b[39m no\n',
    );
  });
});
