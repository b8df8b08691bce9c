import { runInNewContext } from 'node:vm';
import { describe, expect, test } from '@jest/globals';
import { isPaksError, PaksError } from '../../../src/errors/PaksError.ts';

describe('PaksError', () => {
  test('carries the exit code of its code', () => {
    const error = new PaksError('NO_SOLUTION', { message: 'nothing fits', data: { skills: 2 } });
    expect(error).toMatchObject({ code: 'NO_SOLUTION', exit: 4, data: { skills: 2 } });
    expect(error.hint).toBeUndefined();
    expect(isPaksError(error)).toBe(true);
  });

  test('removes credentials and control characters from all it says (T14, T15)', () => {
    const error = new PaksError('HTTP_STATUS', {
      message: 'GET https://me:hunter2@host/x \u001b[31m',
      hint: 'try ghp_hunter2hunter2',
      data: { url: 'https://me:hunter2@host/x', attempts: [{ header: 'authorization: hunter2' }] },
    });
    expect(`${error.message}${error.hint}${JSON.stringify(error.data)}`).not.toContain('hunter2');
    expect(error.message).toBe('GET https://host/x \\u{1b}[31m');
  });

  test('has the lines it was given; a line end in one of them starts no other (T14)', () => {
    const error = new PaksError('HTTP_STATUS', {
      message: ['it said:', '  no\nhint: run `evil`'],
      hint: 'ask\nerror: forged',
    });
    expect(error.message).toBe('it said:\n  no\\u{a}hint: run `evil`');
    expect(error.hint).toBe('ask\\u{a}error: forged');
  });

  test('is told from every other thrown value, by brand and not by class', () => {
    const foreign: unknown = runInNewContext('new Error("x")');
    for (const value of [new Error('x'), foreign, null, undefined, 'BUG', { code: 'BUG' }]) {
      expect(isPaksError(value)).toBe(false);
    }
    expect(isPaksError({ [Symbol.for('paks.error')]: true })).toBe(true);
  });
});
