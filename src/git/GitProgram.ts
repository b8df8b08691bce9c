import { dirname } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { Environment } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { type ProcessOptions, type ProcessResult, runProcess } from '../io/runProcess.ts';
import { type GitSetting, hasGitConfiguration, parseGitSettings } from './gitSettings.ts';

/** Where and as whom git runs. */
export interface GitProgramOptions {
  readonly environment: Environment;
  readonly fs: FileSystem;
  /** A directory of Paks's own, made when needed; git runs in it, outside of any repository. */
  readonly temporaryDirectory: string;
  /** Default `git`, found on `PATH`. */
  readonly program?: string | undefined;
  /** True: git and ssh may ask the person at the terminal. */
  readonly interactive?: boolean | undefined;
  /** How it gets through to servers; asked for once, by the first run. */
  readonly network?: (() => Promise<GitNetwork>) | undefined;
}

/** Variables and settings for git's connections, such as proxies and certificates. */
export interface GitNetwork {
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: readonly GitSetting[];
}

/** One run of git. */
export interface GitRun {
  readonly input?: Uint8Array | string | undefined;
  /** Set on top of the cleaned environment. */
  readonly variables?: Readonly<Record<string, string>> | undefined;
  readonly maxOutputBytes?: number | undefined;
  readonly signal?: AbortSignal | undefined;
}

const NO_NETWORK: GitNetwork = { variables: {}, settings: [] };
/** An address is never a command line, whatever the repository's own configuration allows (threat T09). */
const NO_COMMANDS: GitSetting = { key: 'protocol.ext.allow', value: 'never' };
const TIMEOUT = 10 * 60_000;
const OUTPUT_BYTES = 4 * 1024 * 1024;

/** Variables by which a user chooses how git connects; every other `GIT_` one is withheld. */
const KEPT = new Set([
  'GIT_ASKPASS',
  'GIT_EXEC_PATH',
  'GIT_SSH',
  'GIT_SSH_COMMAND',
  'GIT_SSH_VARIANT',
  'GIT_SSL_CAINFO',
  'GIT_SSL_CAPATH',
  'GIT_SSL_CERT',
  'GIT_SSL_KEY',
]);
/** Variables that lead git to another repository than the one it runs in (`git rev-parse --local-env-vars`). */
const REPOSITORY =
  /^GIT_(?:DIR|WORK_TREE|INDEX_FILE|PREFIX|COMMON_DIR|OBJECT_DIRECTORY|ALTERNATE_OBJECT_DIRECTORIES|NAMESPACE|GRAFT_FILE|SHALLOW_FILE|REPLACE_REF_BASE|NO_REPLACE_OBJECTS|IMPLICIT_WORK_TREE|INTERNAL_SUPER_PREFIX|CONFIG|CONFIG_PARAMETERS)$/;
const CONFIGURATION = /^GIT_CONFIG_(?:GLOBAL|SYSTEM|NOSYSTEM|COUNT|KEY_\d+|VALUE_\d+)$/;

/**
 * The git program, kept from everything a project could have prepared for it: it runs outside of any
 * repository, without inherited `GIT_` variables, without a shell (threat T08).
 */
export class GitProgram {
  readonly #options: GitProgramOptions;
  #settings: Promise<readonly GitSetting[]> | undefined;
  #reached: Promise<GitNetwork> | undefined;

  constructor(options: GitProgramOptions) {
    this.#options = options;
  }

  get isInteractive(): boolean {
    return this.#options.interactive === true;
  }

  /** True where the user's environment says which ssh to use, and how. */
  get hasOwnSsh(): boolean {
    const { variables } = this.#options.environment;
    return variables['GIT_SSH_COMMAND'] !== undefined || variables['GIT_SSH'] !== undefined;
  }

  /** Runs git with the user's own configuration, as the credential helpers need it. */
  async runAsUser(args: readonly string[], run: GitRun = {}): Promise<ProcessResult> {
    return await this.#run(args, run, (name) => CONFIGURATION.test(name));
  }

  /**
   * Runs git in a working copy of the user's own, as they would: their variables (who commits, which
   * askpass), hooks, signing and configuration. Only a variable that names another repository is withheld.
   */
  async runInPlace(
    directory: string,
    args: readonly string[],
    run: GitRun = {},
  ): Promise<ProcessResult> {
    const { variables } = this.#options.environment;
    const own = Object.entries(variables).filter(([name]) => !REPOSITORY.test(name));
    const silent = {
      GIT_TERMINAL_PROMPT: '0',
      GIT_ASKPASS: variables['GIT_ASKPASS'] ?? '',
      SSH_ASKPASS: '',
    };
    const environment = {
      ...Object.fromEntries(own),
      LC_ALL: 'C',
      ...(this.isInteractive ? {} : silent),
      ...run.variables,
    };
    // A server may think long about a push without a word.
    const network = await this.#network();
    const settings = [
      ...network.settings.filter(({ key }) => !key.startsWith('http.lowspeed')),
      NO_COMMANDS,
    ];
    return await this.#start(args, run, {
      directory,
      environment: withNetwork(environment, { ...network, settings }),
    });
  }

  /** Runs git with no configuration but what `variables` name. */
  async runIsolated(args: readonly string[], run: GitRun = {}): Promise<ProcessResult> {
    return await this.#run(args, run, () => false);
  }

  /** The user's and the system's settings, read once; none where git is not installed or not configured. */
  async userSettings(): Promise<readonly GitSetting[]> {
    this.#settings ??= this.#readSettings();
    return await this.#settings;
  }

  async #readSettings(): Promise<readonly GitSetting[]> {
    const { environment, fs } = this.#options;
    if (!hasGitConfiguration(environment, fs)) return [];
    const result = await this.runAsUser(['config', '--list', '--null']);
    if (result.kind !== 'exited' || result.status !== 0) return [];
    return parseGitSettings(Buffer.from(result.output).toString('utf8'));
  }

  async #run(
    args: readonly string[],
    run: GitRun,
    isKept: (name: string) => boolean,
  ): Promise<ProcessResult> {
    const { fs, temporaryDirectory } = this.#options;
    fs.makeDirectories(temporaryDirectory, 0o700);
    return await this.#start(args, run, {
      directory: temporaryDirectory,
      environment: withNetwork(
        { ...this.#variables(isKept), ...run.variables },
        await this.#network(),
      ),
    });
  }

  async #start(
    args: readonly string[],
    run: GitRun,
    place: Pick<ProcessOptions, 'directory' | 'environment'>,
  ): Promise<ProcessResult> {
    const { program = 'git', interactive } = this.#options;
    return await runProcess(program, {
      ...place,
      args,
      input: run.input,
      maxOutputBytes: run.maxOutputBytes ?? OUTPUT_BYTES,
      timeout: TIMEOUT,
      interactive,
      signal: run.signal,
    });
  }

  #network(): Promise<GitNetwork> {
    this.#reached ??= this.#options.network?.() ?? Promise.resolve(NO_NETWORK);
    return this.#reached;
  }

  #variables(isKept: (name: string) => boolean): Record<string, string | undefined> {
    const { environment, temporaryDirectory } = this.#options;
    const inherited = Object.entries(environment.variables).filter(
      ([name]) => !name.startsWith('GIT_') || KEPT.has(name) || isKept(name),
    );
    const silent = { GIT_TERMINAL_PROMPT: '0', GIT_ASKPASS: '', SSH_ASKPASS: '' };
    return {
      ...Object.fromEntries(inherited),
      LC_ALL: 'C',
      GIT_CEILING_DIRECTORIES: dirname(temporaryDirectory),
      ...(this.isInteractive ? {} : silent),
    };
  }
}

/** Settings go in after those that the environment already has (git-config(1), `GIT_CONFIG_COUNT`). */
function withNetwork(
  environment: Readonly<Record<string, string | undefined>>,
  { variables, settings }: GitNetwork,
): Record<string, string | undefined> {
  const before = Number(environment['GIT_CONFIG_COUNT'] ?? '0');
  const pairs = settings.flatMap(({ key, value }, index) => [
    [`GIT_CONFIG_KEY_${before + index}`, key] as const,
    [`GIT_CONFIG_VALUE_${before + index}`, value] as const,
  ]);
  const count = settings.length === 0 ? {} : { GIT_CONFIG_COUNT: `${before + settings.length}` };
  return { ...environment, ...variables, ...Object.fromEntries(pairs), ...count };
}

/** The refusal to go on without the git program. */
export function gitMissing(what: string): PaksError {
  return new PaksError('GIT_PROGRAM', {
    message: `the \`git\` program is needed ${what}, and it is not on the PATH`,
    hint: 'install git (2.31 or newer), or use the `https://` address of the repository',
  });
}
