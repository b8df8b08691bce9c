import { spawn } from 'node:child_process';
import { once } from 'node:events';

/** What one run cost: seconds by the clock, and of processor time of all its processes together. */
export interface Sample {
  readonly wall: number;
  readonly cpu: number;
}

/** In the error of a run that was ended. */
export const STOPPED = 'stopped at the time limit';

/** Where a script runs, and for how long at most. */
export interface MeasureOptions {
  readonly directory: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutMs: number;
}

/**
 * Runs a bash script under the shell's own stop-watch. Throws, with what it printed, when it fails; at
 * the time limit it is ended with every process it started.
 */
export async function measure(script: string, options: MeasureOptions): Promise<Sample> {
  const child = spawn('bash', ['-c', `TIMEFORMAT='paks-bench %R %U %S'; time { ${script} ; }`], {
    cwd: options.directory,
    env: options.environment,
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
  let output = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => {
      output = (output + chunk.toString()).slice(-4_000);
    });
  }
  const { pid } = child;
  const timer = setTimeout(() => {
    output += ` (${STOPPED})`;
    if (pid !== undefined) process.kill(-pid, 'SIGKILL');
  }, options.timeoutMs);
  const [status] = (await once(child, 'close')) as [number | null];
  clearTimeout(timer);
  const times = /paks-bench ([\d.]+) ([\d.]+) ([\d.]+)\s*$/.exec(output)?.slice(1).map(Number);
  if (status !== 0 || times === undefined) throw new Error(`exit ${status}: ${output.slice(-300)}`);
  const [wall = 0, user = 0, system = 0] = times;
  return { wall, cpu: user + system };
}
