import { mkdtempSync, readFileSync, rmSync, writeFileSync, mkdirSync, existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { Readable, Writable } from 'node:stream';
import { runCli } from '../../src/cli.ts';
import { type Clock, systemClock } from '../../src/io/clock.ts';
import type { FileSystem } from '../../src/io/FileSystem.ts';
import { nodeFileSystem } from '../../src/io/FileSystem.ts';
import type { Keychain } from '../../src/io/keychain.ts';
import { expectMatchesOutputSchema, schemaOf } from './outputSchemas.ts';
import { loadOneByOne } from './loadOneByOne.ts';
import { readTree } from './readTree.ts';

/** What a command line printed and how it ended. */
export interface RunResult {
  readonly stdout: string;
  readonly stderr: string;
  readonly exit: number;
  /** The document of a `--json` run. */
  readonly json: () => unknown;
}

/** How a temporary project starts. */
export interface TemporaryProjectOptions {
  /** The text of `paks.toml`; absent: none is written. */
  readonly manifest?: string | undefined;
  /** Files by `/`-separated path. */
  readonly files?: Readonly<Record<string, string>> | undefined;
  /** The default registry's URL. */
  readonly registry?: string | undefined;
  readonly environment?: Readonly<Record<string, string>> | undefined;
  readonly fileSystem?: FileSystem | undefined;
  /** Default the machine's; one whose sleep ends at once makes retries quick. */
  readonly clock?: Clock | undefined;
  /** Columns of the terminal that both streams are; absent: they are pipes. */
  readonly terminalWidth?: number | undefined;
  /** What every run finds on standard input. */
  readonly input?: string | undefined;
  /** Absent: the machine has none. */
  readonly keychain?: Keychain | undefined;
  /** Another project of the same user: shares home, configuration, cache and store. */
  readonly sibling?: TemporaryProject | undefined;
}

/** A project in a folder of its own, with its own home, configuration, cache and store. */
export interface TemporaryProject {
  readonly path: string;
  readonly home: string;
  /** Runs the command line in process; nobody can be asked. */
  run(...argv: readonly string[]): Promise<RunResult>;
  read(path: string): string;
  write(path: string, text: string): void;
  exists(path: string): boolean;
  remove(path: string): void;
  /** Every file below the project (or a folder of it): path to mode and content, `.paks` left out. */
  tree(folder?: string): Readonly<Record<string, string>>;
  dispose(): void;
}

/** Makes one; always `dispose()` it. */
export function makeTemporaryProject(options: TemporaryProjectOptions = {}): TemporaryProject {
  const base = mkdtempSync(join(tmpdir(), 'paks-test-'));
  const path = join(base, 'project');
  const home = options.sibling?.home ?? join(base, 'home');
  mkdirSync(path, { recursive: true });
  mkdirSync(home, { recursive: true });
  const variables: Record<string, string | undefined> = {
    // git finds no configuration but this user's: the machine's own must not decide a test.
    GIT_CONFIG_NOSYSTEM: '1',
    PATH: process.env['PATH'],
    HOME: home,
    ...(options.registry === undefined ? {} : { PAKS_REGISTRY: options.registry }),
    ...options.environment,
  };
  const write = (file: string, text: string): void => {
    mkdirSync(dirname(join(path, file)), { recursive: true });
    writeFileSync(join(path, file), text);
  };
  if (options.manifest !== undefined) write('paks.toml', options.manifest);
  for (const [file, text] of Object.entries(options.files ?? {})) write(file, text);
  return {
    path,
    home,
    write,
    run: async (...argv) => {
      await loadOneByOne();
      const stdout = collector();
      const stderr = collector();
      const exit = await runCli(argv, {
        stdin: Readable.from(options.input === undefined ? [] : [options.input]),
        stdout: stdout.stream,
        stderr: stderr.stream,
        stdoutColors: false,
        stderrColors: false,
        stdoutWidth: options.terminalWidth ?? null,
        stderrWidth: options.terminalWidth ?? null,
        interactive: false,
        workingDirectory: path,
        environment: { variables, platform: process.platform, home },
        fileSystem: options.fileSystem ?? nodeFileSystem,
        clock: options.clock ?? systemClock,
        keychain: options.keychain,
        signal: new AbortController().signal,
      });
      const printed = stdout.text();
      const schema = argv.includes('--json') ? await schemaOf(argv) : null;
      const json = (): unknown => readDocument(printed, schema);
      return { stdout: printed, stderr: stderr.text(), exit, json };
    },
    read: (file) => readFileSync(join(path, file), 'utf8'),
    exists: (file) => existsSync(join(path, file)),
    remove: (file) => rmSync(join(path, file), { recursive: true, force: true }),
    tree: (folder = '.') => readTree(join(path, folder), ['.paks']),
    dispose: () => rmSync(base, { recursive: true, force: true }),
  };
}

/** The document; one of a success has to be what the schema of its command says. */
function readDocument(printed: string, schema: string | null): unknown {
  const document = JSON.parse(printed) as { readonly ok?: unknown };
  if (document.ok === true && schema !== null) expectMatchesOutputSchema(schema, document);
  return document;
}

function collector(): { readonly stream: Writable; text(): string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { stream, text: () => Buffer.concat(chunks).toString('utf8') };
}
