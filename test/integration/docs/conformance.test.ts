import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { conformancePage, readLists } from '../../../scripts/conformance.mjs';

const read = (path: string): string =>
  readFileSync(new URL(`../../../${path}`, import.meta.url), 'utf8');

describe('docs/conformance.md', () => {
  test('is what its lists say', () => {
    expect(read('docs/conformance.md')).toBe(conformancePage(readLists()));
  });

  test('has no line that nothing proves', () => {
    const unproven = readLists().flatMap(({ lines }) =>
      lines.filter(({ tests }) => tests.length === 0).map(({ line }) => line),
    );

    expect(unproven).toEqual([]);
  });

  test('names only tests that exist', () => {
    const named = readLists().flatMap(({ lines }) => lines.flatMap(({ tests }) => tests));
    const missing = named.filter(({ file, name }) => !nameIsIn(read(file), name));

    expect(missing).toEqual([]);
  });
});

/** A quote in a name may be written with a backslash before it. */
function nameIsIn(source: string, name: string): boolean {
  return source.includes(name) || source.replaceAll('\\', '').includes(name);
}
