import { spawn, spawnSync } from 'node:child_process';
import { join } from 'node:path';

/** How a script ended: exit code or signal, and all it printed. */
export interface ScriptEnd {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly output: string;
}

/** A script running in a process of its own. */
export interface RunningScript {
  readonly end: Promise<ScriptEnd>;
  /** Resolves when the script has printed this text. */
  printed(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
}

/** Compiles a TypeScript program with all it imports into one file that plain Node runs. */
export function bundleScript(entry: string, directory: string): string {
  const file = join(directory, 'script.mjs');
  const rolldown = join('node_modules', 'rolldown', 'bin', 'cli.mjs');
  const parameters = [rolldown, entry, '--file', file, '--platform', 'node', '--format', 'esm'];
  const { status, stderr } = spawnSync(process.execPath, parameters, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`cannot compile ${entry}: ${stderr}`);
  return file;
}

/** Starts a compiled program. */
export function startScript(file: string, parameters: readonly string[]): RunningScript {
  const child = spawn(process.execPath, [file, ...parameters]);
  let output = '';
  const waiting = new Set<() => void>();
  const hear = (chunk: Buffer): void => {
    output += chunk.toString();
    for (const check of waiting) check();
  };
  child.stdout.on('data', hear);
  child.stderr.on('data', hear);
  const end = new Promise<ScriptEnd>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal, output }));
  });
  return {
    end,
    printed: (text) =>
      new Promise((resolve) => {
        const check = (): void => {
          if (output.includes(text)) resolve();
        };
        waiting.add(check);
        check();
      }),
    kill: (signal) => void child.kill(signal),
  };
}
