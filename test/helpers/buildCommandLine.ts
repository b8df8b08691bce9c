import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PREFIX = 'paks-built-';
const DAY = 86_400_000;

/** The command line as it ships, built from the sources of this moment. */
export interface BuiltCommandLine {
  /** What `node` runs. */
  readonly entry: string;
  readonly directory: string;
  /** The modules that were put into each file: file name below `directory` to source paths. */
  readonly modules: Readonly<Record<string, readonly string[]>>;
}

/**
 * Builds it with the project's own configuration into the system's temporary folder, once for each
 * state of the sources, so that no test depends on a `dist` that somebody built earlier.
 */
export function buildCommandLine(): BuiltCommandLine {
  const directory = join(tmpdir(), `${PREFIX}${hashOfSources()}`);
  const list = join(directory, 'modules.json');
  if (!existsSync(list)) build(directory);
  const modules = JSON.parse(readFileSync(list, 'utf8')) as BuiltCommandLine['modules'];
  return { entry: join(directory, 'main.mjs'), directory, modules };
}

function build(directory: string): void {
  sweepOldBuilds();
  const staged = `${directory}.${process.pid}`;
  const script = join('test', 'helpers', 'scripts', 'buildCommandLine.mjs');
  const { status, stderr } = spawnSync(process.execPath, [script, staged], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot build the command line: ${stderr}`);
  try {
    renameSync(staged, directory);
  } catch (error) {
    if (!existsSync(join(directory, 'modules.json'))) throw error;
    rmSync(staged, { recursive: true });
  }
}

/** Those of sources that have changed since; a day is longer than any run of tests. */
function sweepOldBuilds(): void {
  for (const name of readdirSync(tmpdir())) {
    if (!name.startsWith(PREFIX)) continue;
    const path = join(tmpdir(), name);
    const { mtimeMs = Infinity } = statSync(path, { throwIfNoEntry: false }) ?? {};
    if (Date.now() - mtimeMs > DAY) rmSync(path, { recursive: true, force: true });
  }
}

function hashOfSources(): string {
  // Where the sources are is part of it: a build names them by their paths.
  const hash = createHash('sha256').update(`${process.cwd()}\0`);
  const files = readdirSync('src', { recursive: true, encoding: 'utf8' }).sort();
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => join('src', file));
  for (const file of [...sources, 'rolldown.config.js', 'package-lock.json']) {
    hash.update(`${file}\0`).update(readFileSync(file));
  }
  return hash.digest('hex').slice(0, 16);
}
