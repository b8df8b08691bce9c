import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createRegistry } from '../../packages/registry/src/createRegistry.ts';
import { migrate } from '../../packages/registry/src/database/migrate.ts';
import type { LogRecord } from '../../packages/registry/src/Log.ts';
import { runOperatorCommand } from '../../packages/registry/src/operator/operatorCommands.ts';
import type { Registry } from '../../packages/registry/src/Registry.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../packages/registry/src/Settings.ts';
import { startServer } from '../../packages/registry/src/startServer.ts';
import { openRegistryDatabase } from './registryDatabase.ts';

/** One request as the registry answered it. */
export interface RegistryRequest {
  readonly method: string;
  /** With the query. */
  readonly path: string;
  readonly status: number;
}

/** A running registry; always `await close()` it. */
export interface TestRegistry {
  /** `http://127.0.0.1:PORT`. */
  readonly url: string;
  /** Everything answered so far, oldest first; set `length = 0` to forget. */
  readonly requests: RegistryRequest[];
  /** What the server wrote to its log. */
  readonly log: LogRecord[];
  /** The server's own parts, for tests of the server itself. */
  readonly registry: Registry;
  /** A new token of an account, which is made where it is new. */
  createToken(account: string, options?: readonly string[]): Promise<string>;
  /** Lets the registry index from a git host, such as `new URL(gitHost.url).host`. */
  allowHost(authority: string): void;
  /** Runs a command of `paks-registry`, as the operator would. */
  operate(...argv: readonly string[]): Promise<readonly string[]>;
  close(): Promise<void>;
}

/**
 * Starts the real registry server, from source, in this process: on a free loopback port, with a fresh
 * embedded database (about 1 s and 400 MB; one a test file, shared by its tests, is right). Rate limits
 * are off and no git host is allowed unless the settings say otherwise. Fill it with `publishSkill`.
 */
export async function startRegistry(settings: Partial<Settings> = {}): Promise<TestRegistry> {
  const directory = await mkdtemp(join(tmpdir(), 'paks-registry-'));
  const opened = await openRegistryDatabase(directory);
  const { database } = opened;
  await migrate(database.sql);
  const log: LogRecord[] = [];
  const requests: RegistryRequest[] = [];
  const registry = createRegistry({
    database,
    settings: { ...TEST_SETTINGS, ...settings, dataDirectory: directory },
    log: (record) => {
      log.push(record);
      if (record.event === 'request') requests.push(record as unknown as RegistryRequest);
    },
  });
  const server = await startServer(registry);
  const operate = (...argv: readonly string[]) => runOperatorCommand(registry, argv);
  return {
    url: server.url,
    requests,
    log,
    registry,
    operate,
    createToken: async (account, options = []) =>
      (await operate('token', 'create', account, ...options)).join(''),
    allowHost: (authority) => registry.hosts.allow(authority),
    close: async () => {
      await server.stop();
      await opened.remove();
    },
  };
}

const TEST_SETTINGS: Settings = {
  ...DEFAULT_SETTINGS,
  port: 0,
  allowedHosts: [],
  rateLimits: { withToken: 0, anonymous: 0 },
  indexWaitMs: 20_000,
};
