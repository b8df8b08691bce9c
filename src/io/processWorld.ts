import { PaksError } from '../errors/PaksError.ts';
import { systemClock } from './clock.ts';
import { isCi, readEnvironment } from './environment.ts';
import { nodeFileSystem } from './FileSystem.ts';
import { systemKeychain } from './keychain.ts';
import { showsColor } from './showsColor.ts';
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
  const isUnattended = isCi(environment);
  return {
    stdin,
    stdout,
    stderr,
    stdoutColors: showsColor(stdout.isTTY, environment),
    stderrColors: showsColor(stderr.isTTY, environment),
    stdoutWidth: widthOf(stdout),
    stderrWidth: isUnattended ? null : widthOf(stderr),
    interactive: stdin.isTTY && stderr.isTTY && !isUnattended,
    get workingDirectory() {
      return currentDirectory();
    },
    environment,
    fileSystem: nodeFileSystem,
    clock: systemClock,
    keychain: systemKeychain(),
    signal: interruptSignal(),
  };
}

/** Asked where it can fail as a command does: a shell may stand in a directory that was removed. */
function currentDirectory(): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new PaksError('FILE_ACCESS', {
      message: 'the working directory is not there any more',
      hint: 'change to one that is: `cd`',
      cause,
    });
  }
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
