/**
 * Runs dependency-cruiser over the sources and fails on a violation, and also when it saw no
 * modules: with a TypeScript it cannot load it reports success for nothing.
 */
import { spawnSync } from 'node:child_process';

const run = spawnSync(
  process.execPath,
  [
    'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
    '--output-type',
    'json',
    '--config',
    '.dependency-cruiser.cjs',
    'src',
    'packages',
  ],
  { encoding: 'utf8', maxBuffer: 256 * 1024 * 1024 },
);
if (run.stdout === '') {
  process.stderr.write(run.stderr);
  process.exit(1);
}
const { summary } = JSON.parse(run.stdout);
for (const violation of summary.violations) {
  process.stderr.write(`${violation.rule.name}: ${violation.from} -> ${violation.to}\n`);
}
process.stdout.write(`layers: ${summary.totalCruised} modules, ${summary.error} violations\n`);
process.exit(summary.error > 0 || summary.totalCruised === 0 ? 1 : 0);
