import type { TokenSource } from '../auth/tokens.ts';
import type { Config } from '../config/Config.ts';
import type { Reporter } from '../events/Reporter.ts';
import type { GitObjects } from '../fetchers/GitObjects.ts';
import type { FindRegistry } from '../fetchers/RegistryReader.ts';
import type { Clock } from '../io/clock.ts';
import type { Environment } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Prompter } from '../io/prompts.ts';
import type { Manifest } from '../model/Manifest.ts';
import type { Store } from '../store/Store.ts';
import type { AccountServices } from './account/AccountServices.ts';
import type { GlobalOptions } from './GlobalOptions.ts';

/** How a project's sources are asked. */
export interface ProjectNetwork {
  /** Plain `http` is allowed for every repository. */
  readonly allowInsecure?: boolean | undefined;
  /** No answer of a registry is used without asking whether it still holds. */
  readonly fresh?: boolean | undefined;
}

/** What depends on the manifest of the project at hand. */
export interface ProjectServices {
  /** The settings, with what the project says. */
  readonly config: Config;
  readonly findRegistry: FindRegistry;
  /** The tokens that the clients of registries send; see `requireToken`. */
  readonly tokens: TokenSource;
  readonly objects: GitObjects;
}

/** Everything an operation may use. What is heavy is a function: asked for only when needed. */
export interface Services {
  readonly options: GlobalOptions;
  /** Absolute; `-C` applied. */
  readonly workingDirectory: string;
  readonly environment: Environment;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly reporter: Reporter;
  /** Null where there is no terminal to ask on. */
  readonly prompter: Prompter | null;
  readonly signal: AbortSignal;
  /** The user's settings; a project's are added by `forProject`. */
  readonly config: Config;
  readonly store: () => Promise<Store>;
  readonly accounts: () => Promise<AccountServices>;
  /** All of standard input, at most `maxBytes` of it. Throws `LIMIT_EXCEEDED`. */
  readonly readInput: (maxBytes: number) => Promise<string>;
  readonly forProject: (manifest: Manifest, options?: ProjectNetwork) => Promise<ProjectServices>;
}
