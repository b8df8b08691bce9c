import { realpathSync } from 'node:fs';
import { userInfo } from 'node:os';
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
 * bubblewrap on Linux, `sandbox-exec` on macOS (`docs/spec/hooks.md`). `secret`: absolute paths of
 * directories that are hidden like the home directory.
 */
export async function findSandbox(
  environment: Environment,
  secret: readonly string[] = [],
): Promise<Sandbox | null> {
  const sandbox = sandboxFor(environment, [...homes(environment), ...secret]);
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

/** Where the environment says that home is, and where the system does. */
function homes({ home }: Environment): readonly string[] {
  try {
    return [home, userInfo().homedir];
  } catch {
    return [home];
  }
}

function sandboxFor({ platform }: Environment, secret: readonly string[]): Sandbox | null {
  if (platform !== 'linux' && platform !== 'darwin') return null;
  const wrap = platform === 'linux' ? bubblewrap : seatbelt;
  return (command, directory) => wrap(command, { directory, hidden: realDirectories(secret) });
}

/** Mounts and profiles know no links. What is not there needs no hiding. */
function realDirectories(paths: readonly string[]): readonly string[] {
  const real = paths.flatMap((path) => {
    try {
      return path === '' ? [] : [realpathSync(path)];
    } catch {
      return [];
    }
  });
  return [...new Set(real)].filter((path) => path !== '/');
}

/** What a sandboxed command may write, and what it may not even read. */
interface Walls {
  readonly directory: string;
  readonly hidden: readonly string[];
}

/** All namespaces of its own. What holds secrets or sockets is empty; mounts are in this order. */
function bubblewrap({ program, args }: CommandLine, { directory, hidden }: Walls): CommandLine {
  const empty = new Set([...realDirectories(['/tmp', '/run']), ...hidden]);
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
      ...[...empty].flatMap((path) => ['--tmpfs', path]),
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
function seatbelt({ program, args }: CommandLine, { directory, hidden }: Walls): CommandLine {
  const own = `(subpath ${JSON.stringify(directory)})`;
  const rules = [
    '(version 1)',
    '(allow default)',
    '(deny network*)',
    '(deny file-write*)',
    ...hidden.map((path) => `(deny file-read* (subpath ${JSON.stringify(path)}))`),
    `(allow file-read* ${own})`,
    `(allow file-write* ${own} (subpath "/dev"))`,
  ];
  return { program: 'sandbox-exec', args: ['-p', rules.join(''), program, ...args] };
}
