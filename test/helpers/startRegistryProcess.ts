import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

/** A registry server in a process of its own; always `await stop()` it. */
export interface RegistryProcess {
  readonly url: string;
  /** The records of its log so far. */
  readonly log: readonly Readonly<Record<string, unknown>>[];
  /** Sends a signal (default SIGTERM) and resolves with the exit code, null after a SIGKILL. */
  stop(signal?: 'SIGTERM' | 'SIGKILL'): Promise<number | null>;
}

let built: Promise<string> | undefined;

/**
 * Starts `paks-registry serve` with these arguments on a free loopback port, as an operator does, from a
 * bundle of the present source (built once a test file, about 2 s).
 */
export async function startRegistryProcess(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<RegistryProcess> {
  built ??= buildRegistry();
  const program = await built;
  const child = spawn(process.execPath, [program, 'serve', '--port', '0', ...argv], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  const exited = once(child, 'exit') as Promise<[number | null]>;
  const log: Record<string, unknown>[] = [];
  const url = await new Promise<string>((resolve, reject) => {
    createInterface({ input: child.stderr }).on('line', (line) => {
      if (!line.startsWith('{')) return reject(new Error(line));
      const record = JSON.parse(line) as Record<string, unknown>;
      log.push(record);
      if (record['event'] === 'server.started') resolve(String(record['url']));
    });
    child.on('exit', () => reject(new Error('the server ended before it had started')));
  });
  return {
    url,
    log,
    stop: async (signal = 'SIGTERM') => {
      child.kill(signal);
      const [code] = await exited;
      return code;
    },
  };
}

/** Runs another `paks-registry` command and resolves with what it printed. Rejects when it fails. */
export async function runRegistryCommand(
  argv: readonly string[],
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  built ??= buildRegistry();
  const child = spawn(process.execPath, [await built, ...argv], {
    env: { PATH: process.env['PATH'], ...environment },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const output: string[] = [];
  const problems: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(problems.join(''));
  return output.join('').trim();
}

/** Below `node_modules`, so that what is not bundled is found from there. */
async function buildRegistry(): Promise<string> {
  const directory = resolve('node_modules', '.cache', `paks-registry-${process.pid}`);
  const bundler = resolve('node_modules', 'rolldown', 'bin', 'cli.mjs');
  const argv = [
    bundler,
    '--config',
    'rolldown.config.js',
    '--dir',
    directory,
    '--logLevel',
    'warn',
  ];
  await promisify(execFile)(process.execPath, argv, { cwd: resolve('packages', 'registry') });
  return join(directory, 'main.mjs');
}
