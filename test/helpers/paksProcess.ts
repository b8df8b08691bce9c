import { type ChildProcess, spawn } from 'node:child_process';
import type { BuiltCommandLine } from './buildCommandLine.ts';

/** How a process of the command line ended. */
export interface PaksEnd {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Whose process it is, and where it runs. */
export interface PaksProcessOptions {
  readonly project: { readonly path: string; readonly home: string };
  /** The default registry's URL. */
  readonly registry: string;
  readonly environment?: Readonly<Record<string, string>> | undefined;
}

/** A command line at work in a process of its own. */
export interface PaksProcess {
  readonly end: Promise<PaksEnd>;
  kill(signal: NodeJS.Signals): void;
}

/** Starts the built command line as a person would: nothing of this process's environment goes along. */
export function startPaks(
  built: BuiltCommandLine,
  argv: readonly string[],
  options: PaksProcessOptions,
): PaksProcess {
  const { project, registry, environment } = options;
  const child = spawn(process.execPath, [built.entry, ...argv], {
    cwd: project.path,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      // git finds no configuration but this user's: the machine's own must not decide a test.
      GIT_CONFIG_NOSYSTEM: '1',
      PATH: process.env['PATH'],
      HOME: project.home,
      PAKS_REGISTRY: registry,
      ...environment,
    },
  });
  return { end: endOf(child), kill: (signal) => void child.kill(signal) };
}

function endOf(child: ChildProcess): Promise<PaksEnd> {
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr?.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  return new Promise((resolve) => {
    child.on('close', (exit, signal) => resolve({ exit, signal, stdout, stderr }));
  });
}
