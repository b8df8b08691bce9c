import { describe, expect, test } from '@jest/globals';
import { codeOf, describeFailure, messageOf } from '../../../src/errors/describeFailure.ts';
import { PaksError } from '../../../src/errors/PaksError.ts';

function systemError(code: string): Error {
  return Object.assign(new Error(`${code}: it failed, open '/x'`), { code, path: '/x' });
}

describe('describeFailure', () => {
  test('passes a PaksError on as it is', () => {
    const error = new PaksError('OFFLINE', {
      message: 'no network',
      hint: 'go online',
      data: { a: 1 },
    });
    expect(describeFailure(error)).toEqual({
      code: 'OFFLINE',
      message: 'no network',
      hint: 'go online',
      exit: 6,
      data: { a: 1 },
      stack: expect.stringContaining('PaksError'),
    });
  });

  test.each([
    ['ENOSPC', 'DISK_FULL', 'no space left on the device at `/x`'],
    ['EDQUOT', 'DISK_FULL', 'no space left'],
    ['EACCES', 'FILE_ACCESS', 'permission denied at `/x`'],
    ['EROFS', 'FILE_ACCESS', 'permission denied'],
    ['EMFILE', 'FILE_ACCESS', 'too many open files'],
    ['ENOENT', 'FILE_ACCESS', 'ENOENT: it failed'],
    ['ENOTDIR', 'FILE_ACCESS', 'ENOTDIR: it failed'],
  ])('names the trouble behind %s, which is no bug', (system, code, message) => {
    expect(describeFailure(systemError(system))).toMatchObject({
      code,
      exit: 1,
      message: expect.stringContaining(message),
    });
  });

  test.each([
    [new TypeError('x is not a function'), 'internal error: x is not a function'],
    ['a text', 'internal error: a text'],
    [undefined, 'internal error: undefined'],
    [Object.create(null), 'internal error: '],
  ])('calls everything else a bug: %p', (thrown, message) => {
    const failure = describeFailure(thrown);
    expect(failure).toMatchObject({
      code: 'BUG',
      exit: 70,
      hint: expect.stringContaining('report'),
    });
    expect(failure.message).toContain(message);
  });

  test('shows no credential in a stack (T15)', () => {
    const { stack } = describeFailure(new Error('GET https://me:hunter2@host/x \u001b[2J'));
    expect(stack).toContain('GET https://host/x');
    expect(stack).not.toMatch(/hunter2|\u001b/);
  });
});

test('codeOf and messageOf read any thrown value', () => {
  expect(codeOf(systemError('EIO'))).toBe('EIO');
  for (const value of [null, 'EIO', { code: 5 }, {}]) expect(codeOf(value)).toBeUndefined();
  expect(messageOf(new Error('why'))).toBe('why');
  expect(messageOf(7)).toBe('7');
});
