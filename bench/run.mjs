/**
 * Compiles the benchmark and runs it beside the tools it compares with, which are installed on the
 * first run only. Needs `npm run build` before. `npm run bench [-- --rounds N] [-- --only NAME,NAME]`.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { build } from 'rolldown';

const directory = import.meta.dirname;
if (!existsSync(join(directory, 'node_modules', 'skills'))) {
  const { status } = spawnSync('npm', ['ci', '--no-audit', '--no-fund'], {
    cwd: directory,
    stdio: 'inherit',
  });
  if (status !== 0) process.exit(1);
}
const file = join(directory, '..', 'build', 'bench', 'main.mjs');
await build({
  input: join(directory, 'main.ts'),
  platform: 'node',
  // The compiler's own helpers are not a package of ours.
  external: (id) => !id.startsWith('.') && !isAbsolute(id) && !id.startsWith('@oxc-project/'),
  logLevel: 'silent',
  output: { file, format: 'esm' },
});
const { status } = spawnSync(process.execPath, [file, ...process.argv.slice(2)], {
  stdio: 'inherit',
});
process.exitCode = status ?? 1;
