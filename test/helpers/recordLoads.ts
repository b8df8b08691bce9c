import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { BuiltCommandLine } from './buildCommandLine.ts';
import { type PaksEnd, type PaksProcessOptions, startPaks } from './paksProcess.ts';

const RECORDER = pathToFileURL(resolve('test/helpers/scripts/recordLoads.mjs')).href;

/** One run of the command line, with all it loaded. */
export interface RecordedRun {
  readonly end: PaksEnd;
  /** Files of the built command line. */
  readonly files: readonly string[];
  /** What is in those files: paths from the project's root, `node_modules/…` for libraries. */
  readonly modules: readonly string[];
  /** Node's own modules, such as `child_process`, by whoever loaded them. */
  readonly builtins: ReadonlySet<string>;
}

/** Runs a command in a process of its own and says which files, libraries and modules it loaded. */
export async function recordLoads(
  built: BuiltCommandLine,
  argv: readonly string[],
  options: PaksProcessOptions,
): Promise<RecordedRun> {
  const folder = mkdtempSync(join(tmpdir(), 'paks-loads-'));
  try {
    const record = join(folder, 'loads');
    const environment = {
      ...options.environment,
      RECORD_LOADS: record,
      NODE_OPTIONS: `--import=${RECORDER}`,
    };
    const end = await startPaks(built, argv, { ...options, environment }).end;
    const loaded = readFileSync(record, 'utf8').trim().split('\n');
    const files = loaded.map((url) => relative(built.directory, fileURLToPath(url)));
    const builtins = readFileSync(`${record}.builtins`, 'utf8').split('\n');
    return {
      end,
      files,
      modules: files
        .flatMap((file) => built.modules[file] ?? [])
        .map((path) => relative('.', path)),
      builtins: new Set(builtins.map((line) => line.replace(/^NativeModule /, ''))),
    };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
