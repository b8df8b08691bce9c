import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { catalog } from '../../../src/errors/catalog.ts';

const HERE = join('integration', 'errors');

/** All test code but this folder's, without comments: a code in a comment provokes nothing. */
function tests(): string {
  return readdirSync('test', { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.test.ts') && !name.startsWith(HERE))
    .map((name) => readFileSync(join('test', name), 'utf8'))
    .join('\n')
    .replaceAll(/^\s*\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, '');
}

describe('the catalogue of errors', () => {
  test('has no code that no test provokes', () => {
    const text = tests();
    const untested = Object.keys(catalog).filter(
      (code) => !new RegExp(`['"\`]${code}['"\`]`).test(text),
    );
    expect(untested).toEqual([]);
  });
});
