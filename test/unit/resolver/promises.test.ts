import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from '@jest/globals';

const root = new URL('../../../', import.meta.url);
const textOf = (path: string) => readFileSync(new URL(path, root), 'utf8');

test('each promise of docs/spec/solver.md is named by a test', () => {
  const folders = ['test/unit/resolver/', 'fixtures/scenarios/'];
  const tests = folders
    .flatMap((folder) => readdirSync(new URL(folder, root)).map((file) => textOf(folder + file)))
    .join('\n')
    .split('\n')
    .filter((line) => /(?:test|describe)\(|^promise = /.test(line))
    .join('\n');
  const promised = [...textOf('docs/spec/solver.md').matchAll(/^- \*\*(S\d+)/gm)].map(
    (each) => each[1],
  );
  expect(promised.length).toBeGreaterThan(10);
  expect(promised.filter((id) => !new RegExp(`\\b${id}\\b`).test(tests))).toEqual([]);
});
