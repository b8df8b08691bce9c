import { systemClock } from './clock.ts';
import { readEnvironment, variable, type Environment } from './environment.ts';
import { nodeFileSystem } from './FileSystem.ts';
import { systemKeychain } from './keychain.ts';
import type { World } from './World.ts';

const NARROWEST = 40;
/** The exit code of an interrupted run. */
const INTERRUPTED = 130;
/** Milliseconds. */
const PATIENCE = 800;

/** The world of this process. The first interrupt is heard politely, the second ends it. */
export function createProcessWorld(): World {
  const { stdin, stdout, stderr } = process;
  const environment = readEnvironment();
  const isCi = variable(environment, 'CI') !== undefined;
  return {
    stdin,
    stdout,
    stderr,
    stdoutColors: showsColor(stdout, environment),
    stderrColors: showsColor(stderr, environment),
    stdoutWidth: widthOf(stdout),
    stderrWidth: isCi ? null : widthOf(stderr),
    interactive: stdin.isTTY && stderr.isTTY && !isCi,
    workingDirectory: process.cwd(),
    environment,
    fileSystem: nodeFileSystem,
    clock: systemClock,
    keychain: systemKeychain(),
    signal: interruptSignal(),
  };
}

/** `NO_COLOR` and `FORCE_COLOR` as their authors define them; else whether it is a terminal. */
function showsColor(stream: NodeJS.WriteStream, environment: Environment): boolean {
  if (variable(environment, 'NO_COLOR') !== undefined) return false;
  const forced = variable(environment, 'FORCE_COLOR');
  if (forced !== undefined) return forced !== '0';
  return stream.isTTY && variable(environment, 'TERM') !== 'dumb';
}

function widthOf(stream: NodeJS.WriteStream): number | null {
  return stream.isTTY ? Math.max(NARROWEST, stream.columns || 80) : null;
}

/** What is under way gets a moment to end by itself; exiting undoes and releases what it left. */
function interruptSignal(): AbortSignal {
  const controller = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM'] as const) {
    process.once(name, () => {
      controller.abort();
      setTimeout(() => process.exit(INTERRUPTED), PATIENCE).unref();
    });
  }
  return controller.signal;
}
