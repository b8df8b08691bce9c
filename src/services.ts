import { join, resolve } from 'node:path';
import type { Session } from './commands/PaksContext.ts';
import { loadConfig } from './config/loadConfig.ts';
import type { Reporter } from './events/Reporter.ts';
import { createPrompter, type Prompter } from './io/prompts.ts';
import type { World } from './io/World.ts';
import type { GlobalOptions } from './operations/GlobalOptions.ts';
import type { Services } from './operations/Services.ts';
import { TerminalReporter } from './render/TerminalReporter.ts';
import { createTheme } from './render/theme.ts';

/**
 * Builds everything a command may use, once its global options are known: the only place that says
 * which implementation stands behind an interface. What is heavy is built when first asked for.
 */
export async function createSession(options: GlobalOptions, world: World): Promise<Session> {
  const reporter = new TerminalReporter({
    stderr: world.stderr,
    theme: createTheme(colored(options, world.stderrColors)),
    width: world.stderrWidth,
    quiet: options.quiet,
    verbose: options.verbose,
  });
  const prompter = world.interactive
    ? createPrompter({ ...world, makeRoom: () => reporter.makeRoom() })
    : null;
  return {
    theme: createTheme(colored(options, world.stdoutColors)),
    services: await createServices({ options, world, reporter, prompter }),
    finish: () => reporter.close(),
  };
}

/** What services are made of. */
export interface ServiceParts {
  readonly options: GlobalOptions;
  readonly world: World;
  readonly reporter: Reporter;
  /** Null where nobody can be asked. */
  readonly prompter: Prompter | null;
}

/**
 * Everything that operations use, for one run, by the settings of the world. Nothing else is loaded or
 * opened before it is asked for. Throws `CONFIG_INVALID`.
 */
export async function createServices(parts: ServiceParts): Promise<Services> {
  const { options, world, reporter, prompter } = parts;
  const { fileSystem, environment, clock, signal } = world;
  const { offline, preferOffline } = options;
  const flags = { offline, preferOffline, registry: null };
  const config = await loadConfig({ fileSystem, environment, flags });
  const network = once(async () => {
    const { createNetwork } = await import('./network.ts');
    return createNetwork({ options, world, config, reporter });
  });
  return {
    options,
    config,
    environment,
    fileSystem,
    clock,
    reporter,
    signal,
    workingDirectory: resolve(world.workingDirectory, options.directory ?? '.'),
    prompter,
    store: once(async () => {
      const { ContentStore } = await import('./store/ContentStore.ts');
      return new ContentStore(join(config.cacheDirectory, 'store'), { fs: fileSystem, clock });
    }),
    accounts: async () => (await network()).accounts(),
    readInput: async (maxBytes) => {
      const { readInput } = await import('./io/readInput.ts');
      return readInput(world.stdin, maxBytes);
    },
    forProject: async (manifest, allowing) => (await network()).forProject(manifest, allowing),
  };
}

function once<Value>(make: () => Promise<Value>): () => Promise<Value> {
  let made: Promise<Value> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}

function colored({ color }: GlobalOptions, streamColors: boolean): boolean {
  return color === 'auto' ? streamColors : color === 'always';
}
