import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { catalog } from '../../../src/errors/catalog.ts';

const CATALOG = join('src', 'errors', 'catalog.ts');
const documented = new Map(
  Array.from(
    readFileSync('docs/spec/error-codes.md', 'utf8').matchAll(
      /^\| `([A-Z_]+)` \| (\d+) \| (\S.*) \| (\S.*) \|$/gm,
    ),
    ([, code = '', exit]) => [code, Number(exit)],
  ),
);

/** All code of the client without its comments, which may name a code that nothing throws. */
function sources(): string {
  return readdirSync('src', { recursive: true, encoding: 'utf8' })
    .map((name) => join('src', name))
    .filter((name) => name.endsWith('.ts') && name !== CATALOG)
    .map((name) => readFileSync(name, 'utf8').replaceAll(/\/\*[\s\S]*?\*\/|^\s*\/\/.*$/gm, ''))
    .join('\n');
}

describe('the catalogue of errors', () => {
  test('is the one that is documented, with the same exit codes', () => {
    expect(Object.fromEntries(documented)).toEqual(catalog);
  });

  test('has no code that nothing throws', () => {
    const text = sources();
    const unused = Object.keys(catalog).filter((code) => !text.includes(`'${code}'`));
    expect(unused).toEqual([]);
  });
});
