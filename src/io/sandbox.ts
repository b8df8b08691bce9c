import type { Environment } from './environment.ts';
import { variable } from './environment.ts';
import { runProcess } from './runProcess.ts';

/** A program and its arguments. */
export interface CommandLine {
  readonly program: string;
  readonly args: readonly string[];
}

/** Wraps a command so that it can read the system, write one directory, and reach no network. */
export type Sandbox = (command: CommandLine, directory: string) => CommandLine;

/**
 * The sandbox of this system, tried out before it is trusted; null where there is none that works:
 * bubblewrap on Linux, `sandbox-exec` on macOS (`docs/spec/hooks.md`).
 */
export async function findSandbox(environment: Environment): Promise<Sandbox | null> {
  const sandbox = sandboxFor(environment);
  if (sandbox === null) return null;
  const { program, args } = sandbox({ program: '/bin/sh', args: ['-c', 'exit 0'] }, '/tmp');
  const ended = await runProcess(program, {
    args,
    environment: { PATH: variable(environment, 'PATH') },
    directory: '/',
    maxOutputBytes: PROBE_BYTES,
    timeout: PROBE_TIME,
  });
  return ended.kind === 'exited' && ended.status === 0 ? sandbox : null;
}

const PROBE_BYTES = 64 * 1024;
/** Milliseconds. */
const PROBE_TIME = 5000;

function sandboxFor({ platform, home }: Environment): Sandbox | null {
  if (platform === 'linux') return (command, directory) => bubblewrap(command, directory, home);
  if (platform === 'darwin') return (command, directory) => seatbelt(command, directory, home);
  return null;
}

/** All namespaces of its own. What holds secrets or sockets is empty; mounts are in this order. */
function bubblewrap({ program, args }: CommandLine, directory: string, home: string): CommandLine {
  const hidden = [...new Set(['/tmp', '/run', home])].filter((path) => path.length > 1);
  return {
    program: 'bwrap',
    args: [
      '--unshare-all',
      '--die-with-parent',
      '--new-session',
      '--ro-bind',
      '/',
      '/',
      '--dev',
      '/dev',
      '--proc',
      '/proc',
      ...hidden.flatMap((path) => ['--tmpfs', path]),
      '--bind',
      directory,
      directory,
      '--chdir',
      directory,
      program,
      ...args,
    ],
  };
}

/** A profile in Apple's language: later rules win. */
function seatbelt({ program, args }: CommandLine, directory: string, home: string): CommandLine {
  const own = `(subpath ${JSON.stringify(directory)})`;
  const rules = [
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    `(deny file-read* (subpath ${JSON.stringify(home)}))`,
    `(allow file-read* ${own})`,
    `(allow file-write* ${own} (subpath "/dev"))`,
  ];
  return { program: 'sandbox-exec', args: ['-p', rules.join(''), program, ...args] };
}
