import { describe, expect, test } from '@jest/globals';
import { isCi, variable } from '../../../src/io/environment.ts';

describe('variable', () => {
  const variables = { Path: 'a', EMPTY: '' };

  test('names are exact, and an empty value is none', () => {
    const environment = { variables, platform: 'linux', home: '' } as const;
    expect(variable(environment, 'Path')).toBe('a');
    expect(variable(environment, 'PATH')).toBeUndefined();
    expect(variable(environment, 'EMPTY')).toBeUndefined();
  });

  test('on Windows names know no case', () => {
    const environment = { variables, platform: 'win32', home: '' } as const;
    expect(variable(environment, 'PATH')).toBe('a');
  });
});

test('a build server says so with CI, and may say that it is none', () => {
  const on = (CI: string) => isCi({ variables: { CI }, platform: 'linux', home: '' });
  expect([on('true'), on('1'), on('false'), on('0'), on('')]).toEqual([
    true,
    true,
    false,
    false,
    false,
  ]);
});
