import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

/** A server in a process of its own. */
export interface ServerProcess {
  readonly url: string;
  /** Runs another command of the same program and returns what it printed. */
  operate(argv: readonly string[]): Promise<string>;
  stop(): Promise<void>;
}

/** Starts a server whose log says where it listens, and waits until it does. */
export async function startServerProcess(argv: readonly string[]): Promise<ServerProcess> {
  const server = spawn(process.execPath, argv, { stdio: ['ignore', 'inherit', 'pipe'] });
  const lines = createInterface({ input: server.stderr });
  const url = await new Promise<string>((resolve, reject) => {
    server.once('exit', (code) => reject(new Error(`the server ended with ${code}`)));
    lines.on('line', (line) => {
      const found = /"url":"(http:[^"]+)"/.exec(line)?.[1];
      if (found !== undefined) resolve(found);
    });
  });
  return {
    url,
    operate: async (words) => {
      const child = spawn(process.execPath, words, { stdio: ['ignore', 'pipe', 'inherit'] });
      let printed = '';
      child.stdout.on('data', (chunk: Buffer) => (printed += chunk.toString()));
      await once(child, 'close');
      return printed.trim();
    },
    stop: async () => {
      server.removeAllListeners('exit');
      const ended = once(server, 'exit');
      server.kill('SIGTERM');
      await ended;
    },
  };
}

/** How {@link runVisibly} runs. */
export interface RunOptions {
  readonly exit: number;
  readonly environment: NodeJS.ProcessEnv;
}

/** Shows a command line as a person would type it, runs it, and fails on another exit code. */
export async function runVisibly(
  program: readonly string[],
  argv: readonly string[],
  { exit, environment }: RunOptions,
): Promise<void> {
  process.stdout.write(`$ paks ${argv.join(' ')}\n`);
  const [script = '', ...first] = program;
  const [command = '', ...rest] = argv;
  const child = spawn(process.execPath, [script, command, ...first, ...rest], {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: environment,
  });
  const [code] = await once(child, 'close');
  if (code !== exit) throw new Error(`paks ${command} ended with ${String(code)}, not ${exit}`);
}
