import { describe, expect, test } from '@jest/globals';
import { variable } from '../../../src/io/environment.ts';

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
