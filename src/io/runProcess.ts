import { type ChildProcess, spawn } from 'node:child_process';
import { codeOf } from '../errors/describeFailure.ts';

/** How a program is run. Arguments go to it as they are: there is never a shell. */
export interface ProcessOptions {
  readonly args: readonly string[];
  /** On Windows the arguments are joined as they are, for programs that read quotes in a way of their own. */
  readonly verbatim?: boolean | undefined;
  /** The whole environment: nothing is inherited. */
  readonly environment: Readonly<Record<string, string | undefined>>;
  readonly directory: string;
  /** What is written to its standard input, which is then closed. */
  readonly input?: Uint8Array | string | undefined;
  /** Both streams as they come, as text; then nothing of them is kept for the result. */
  readonly onText?: ((text: string) => void) | undefined;
  /** One byte more on standard output ends the program. */
  readonly maxOutputBytes: number;
  /** Milliseconds. */
  readonly timeout: number;
  /** True: the program may ask the person at the terminal. False: it has no terminal to ask. */
  readonly interactive?: boolean | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** How it ended. Standard error is text, its last 64 KiB. */
export type ProcessResult =
  | {
      readonly kind: 'exited';
      /** Null when a signal ended it. */
      readonly status: number | null;
      readonly output: Uint8Array;
      readonly problems: string;
    }
  | { readonly kind: 'missing' }
  | { readonly kind: 'timeout' }
  | { readonly kind: 'flooded' }
  | { readonly kind: 'aborted' };

const KEPT_PROBLEMS = 64 * 1024;

/**
 * Runs a program to its end. `missing`: there is no such program; `flooded`: it printed too much. Those
 * it started are ended with it. Rejects only for what the system itself cannot do.
 */
export async function runProcess(program: string, options: ProcessOptions): Promise<ProcessResult> {
  const ownGroup = options.interactive !== true && process.platform !== 'win32';
  const child = spawn(program, options.args, {
    cwd: options.directory,
    env: { ...options.environment },
    detached: ownGroup,
    windowsHide: true,
    windowsVerbatimArguments: options.verbatim === true,
  });
  return await new Promise((resolve, reject) => {
    let forced: ProcessResult | null = null;
    const end = (result: ProcessResult): void => {
      forced ??= result;
      endTree(child, ownGroup);
    };
    const timer = setTimeout(() => end({ kind: 'timeout' }), options.timeout);
    const abort = (): void => end({ kind: 'aborted' });
    options.signal?.addEventListener('abort', abort, { once: true });
    const output = collect(child, options, () => end({ kind: 'flooded' }));
    const settle = (): void => {
      clearTimeout(timer);
      options.signal?.removeEventListener('abort', abort);
    };
    child.on('error', (error) => {
      settle();
      if (codeOf(error) === 'ENOENT') resolve({ kind: 'missing' });
      else reject(error);
    });
    child.on('close', (status) => {
      settle();
      resolve(forced ?? { kind: 'exited', status, ...output() });
    });
    // A program that ends without reading all of its input is not an error of writing.
    child.stdin.on('error', () => undefined);
    child.stdin.end(options.input ?? '');
    if (options.signal?.aborted === true) abort();
  });
}

interface Collected {
  readonly output: Uint8Array;
  readonly problems: string;
}

function collect(
  child: ReturnType<typeof spawn>,
  { maxOutputBytes, onText }: ProcessOptions,
  onFlood: () => void,
): () => Collected {
  if (onText !== undefined) return forward(child, onText);
  const output: Buffer[] = [];
  let problems = Buffer.alloc(0);
  let total = 0;
  child.stdout?.on('data', (chunk: Buffer) => {
    total += chunk.length;
    if (total > maxOutputBytes) onFlood();
    else output.push(chunk);
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    problems = Buffer.concat([problems, chunk]).subarray(-KEPT_PROBLEMS);
  });
  return () => ({ output: Buffer.concat(output), problems: problems.toString('utf8') });
}

function forward(child: ReturnType<typeof spawn>, onText: (text: string) => void): () => Collected {
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', onText);
  }
  return () => ({ output: new Uint8Array(), problems: '' });
}

function endTree(child: ChildProcess, ownGroup: boolean): void {
  try {
    if (ownGroup && child.pid !== undefined) process.kill(-child.pid, 'SIGTERM');
    else child.kill('SIGTERM');
  } catch {
    child.kill('SIGKILL');
  }
}
