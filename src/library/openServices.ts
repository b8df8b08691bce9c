import { resolve } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { systemClock } from '../io/clock.ts';
import { readEnvironment } from '../io/environment.ts';
import { nodeFileSystem } from '../io/FileSystem.ts';
import { systemKeychain } from '../io/keychain.ts';
import type { World } from '../io/World.ts';
import type { GlobalOptions } from '../operations/GlobalOptions.ts';
import type { Services } from '../operations/Services.ts';
import { createServices } from '../services.ts';
import type { PaksOptions } from './PaksOptions.ts';

/** The services of one call: everything that the command line has, without a terminal. */
export async function openServices(options: PaksOptions): Promise<Services> {
  const world = createQuietWorld(options);
  const { offline = false, preferOffline = false, noCache = false, registry = null } = options;
  const globals: GlobalOptions = {
    json: true,
    verbose: false,
    quiet: true,
    color: 'never',
    offline,
    preferOffline,
    noCache,
    registry,
    directory: null,
    assumeYes: false,
  };
  const report = options.onEvent ?? (() => undefined);
  return createServices({ options: globals, world, reporter: { report }, prompter: null });
}

/** A world without a terminal: what is written goes nowhere, and there is nothing to read. */
function createQuietWorld({ directory, environment, signal }: PaksOptions): World {
  const own = readEnvironment();
  const nowhere = () => new Writable({ write: (_chunk, _encoding, done) => done() });
  return {
    stdin: Readable.from([]),
    stdout: nowhere(),
    stderr: nowhere(),
    stdoutColors: false,
    stderrColors: false,
    stdoutWidth: null,
    stderrWidth: null,
    interactive: false,
    workingDirectory: resolve(directory),
    environment: { ...own, variables: environment ?? own.variables },
    fileSystem: nodeFileSystem,
    clock: systemClock,
    keychain: systemKeychain(),
    signal: signal ?? new AbortController().signal,
  };
}
