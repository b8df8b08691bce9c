/**
 * `node scripts/docs.mjs [site]`: writes the pages of `docs/` that are made from the code, or with `site` the
 * whole of `docs/` as HTML into `build/site`. Node 20 runs no TypeScript, so that the program is compiled first.
 */
import { spawnSync } from 'node:child_process';
import { isAbsolute, join } from 'node:path';
import { build } from 'rolldown';

const root = join(import.meta.dirname, '..');
const folder = process.argv[2] === 'site' ? 'site' : 'docs';
const file = join(root, 'build', 'scripts', folder, 'main.mjs');
await build({
  input: join(root, 'scripts', folder, 'main.ts'),
  platform: 'node',
  moduleTypes: { '.bash': 'text', '.zsh': 'text', '.fish': 'text', '.ps1': 'text' },
  // The compiler's own helpers are not a package of ours; scripts taken as text are no modules.
  external: (id) =>
    !id.startsWith('.') &&
    !isAbsolute(id) &&
    !id.startsWith('@oxc-project/') &&
    !id.startsWith('@pnpm/tabtab'),
  logLevel: 'silent',
  output: {
    dir: join(root, 'build', 'scripts', folder),
    entryFileNames: '[name].mjs',
    format: 'esm',
  },
});
const { status } = spawnSync(process.execPath, [file], { cwd: root, stdio: 'inherit' });
process.exitCode = status ?? 1;
