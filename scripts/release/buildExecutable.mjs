/**
 * `node scripts/release/buildExecutable.mjs [FILE]`: builds Paks with the Node that runs this script into one
 * executable file (default `build/paks`), by Node's single executable applications
 * (https://nodejs.org/docs/latest-v20.x/api/single-executable-applications.html).
 */
import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  copyFileSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { inject } from 'postject';
import { rolldown } from 'rolldown';
import configurations from '../../rolldown.config.js';

/** What the Node binary is searched for to find out whether a program was put into it. */
const FUSE = 'NODE_SEA_FUSE_fce680ab2cc467b6e072b8b5df1996b2';

const root = fileURLToPath(new URL('../..', import.meta.url));
const target = resolve(process.argv[2] ?? join(root, 'build', 'paks'));
const work = mkdtempSync(join(tmpdir(), 'paks-executable-'));
try {
  const program = join(work, 'paks.cjs');
  await bundle(program);
  const blob = prepare(program);
  mkdirSync(dirname(target), { recursive: true });
  copyFileSync(process.execPath, target);
  chmodSync(target, 0o755);
  // The library tells of section names that it cannot read, which are of no use to it.
  console.warn = () => undefined;
  await inject(target, 'NODE_SEA_BLOB', readFileSync(blob), {
    sentinelFuse: FUSE,
    ...(process.platform === 'darwin' ? { machoSegmentName: 'NODE_SEA' } : {}),
  });
} finally {
  rmSync(work, { recursive: true, force: true });
}
process.stdout.write(`${target}\n`);

async function bundle(file) {
  const [{ output: _output, plugins: _plugins, ...input }] = configurations;
  const bundled = await rolldown({
    ...input,
    cwd: root,
    input: 'scripts/release/singleFile.ts',
  });
  await bundled.write({ file, format: 'cjs', minify: true, codeSplitting: false });
  await bundled.close();
}

/** The program in the form that Node reads from its own file, with its compiled code. */
function prepare(program) {
  const blob = join(work, 'paks.blob');
  const configuration = join(work, 'executable.json');
  const options = {
    main: program,
    output: blob,
    useCodeCache: true,
    disableExperimentalSEAWarning: true,
  };
  writeFileSync(configuration, JSON.stringify(options));
  const run = spawnSync(process.execPath, ['--experimental-sea-config', configuration], {
    encoding: 'utf8',
  });
  if (run.status !== 0) throw new Error(run.stderr);
  return blob;
}
