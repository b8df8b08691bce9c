/**
 * Measures the resolver on every family and prints a Markdown table beside the goals:
 * `node bench/resolver/run.mjs [NAME…]`. Exits 1 when a goal is missed.
 */
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'rolldown';

const registry = { skills: 1500, releases: 10_000, seed: 1 };
const large = { skills: 5000, releases: 40_000, seed: 2 };
/**
 * Title, family, options, and the goal in milliseconds where there is one.
 * @type {[string, string, object, number | null][]}
 */
const cases = [
  ['registry, 1,500 skills', 'registryShaped', registry, 60],
  ['registry, 1,500 skills, no solution', 'registryShaped', { ...registry, conflict: true }, 60],
  ['registry, 5,000 skills', 'registryShaped', large, 150],
  ['registry, 5,000 skills, no solution', 'registryShaped', { ...large, conflict: true }, 60],
  ...[0.03, 0.2].map((majors) => [
    `registry, 5,000 skills, 10 % direct, ${100 * majors} % majors`,
    'registryShaped',
    { ...large, majors, direct: 0.1 },
    null,
  ]),
  ...[0.05, 0.2].flatMap((breaking) =>
    [1, 2, 3].map((seed) => [
      `growing registry, ${100 * breaking} % breaking, seed ${seed}`,
      'growingRegistry',
      { skills: 5000, releases: 40_000, breaking, seed },
      300,
    ]),
  ),
  ['chain of 5,000', 'chain', { length: 5000 }, 200],
  ['fan-out of 5,000', 'fanOut', { width: 5000 }, 300],
  ['2,000 locked and one new', 'lockedAndOne', { count: 2000 }, 150],
  ['pigeonhole 7 into 6', 'pigeonholes', { pigeons: 7, holes: 6 }, 300],
  ...[1, 2, 3, 4].map((seed) => [
    `3-SAT, 40 variables, seed ${seed}`,
    'satisfiability',
    { variables: 40, seed },
    400,
  ]),
  ['diamond, 1,000 versions', 'diamond', { versions: 1000, solvable: true }, 250],
  ['diamond, 1,000 versions, no solution', 'diamond', { versions: 1000, solvable: false }, 800],
  ['equal chain', 'equalChain', { length: 30, versions: 100, solvable: true }, 150],
  ['equal chain, no solution', 'equalChain', { length: 30, versions: 100, solvable: false }, 150],
  ['cousins', 'cousins', { families: 6, depth: 6, versions: 60, solvable: true }, 150],
  [
    'cousins, no solution',
    'cousins',
    { families: 6, depth: 6, versions: 60, solvable: false },
    150,
  ],
  ['large index, 119 skills', 'largeIndex', { skills: 119, releases: 4883, seed: 3 }, 20],
];

const bundle = mkdtempSync(join(tmpdir(), 'paks-bench-'));
const source = (name) => new URL(`../../src/resolver/${name}.ts`, import.meta.url).pathname;
try {
  await build({
    input: {
      resolve: source('resolve'),
      searchWithLock: source('searchWithLock'),
      Pace: source('Pace'),
    },
    platform: 'node',
    output: { dir: bundle, format: 'esm' },
    logLevel: 'silent',
  });
  process.stdout.write(
    '| family | outcome | goal ms | search ms | first ms | whole call ms | decisions | requests | peak MiB |\n' +
      '| --- | --- | --- | --- | --- | --- | --- | --- | --- |\n',
  );
  const wanted = process.argv.slice(2);
  for (const [title, name, options, goal] of cases) {
    if (wanted.length > 0 && !wanted.includes(name)) continue;
    const script = new URL('measure.mjs', import.meta.url).pathname;
    const run = spawnSync(process.execPath, [script, bundle, name, JSON.stringify(options)], {
      encoding: 'utf8',
      timeout: 300_000,
    });
    if (run.status !== 0) {
      process.stdout.write(`| ${title} | failed |\n${run.stderr}\n`);
      process.exitCode = 1;
      continue;
    }
    const result = JSON.parse(run.stdout);
    if (goal !== null && result.search > goal) process.exitCode = 1;
    const cells = [
      title,
      result.outcome,
      goal ?? '–',
      result.search.toFixed(1),
      result.first.toFixed(0),
    ];
    cells.push(result.whole.toFixed(1), result.decisions, result.requests);
    process.stdout.write(`| ${cells.join(' | ')} | ${result.memory.toFixed(0)} |\n`);
  }
} finally {
  rmSync(bundle, { recursive: true, force: true });
}
