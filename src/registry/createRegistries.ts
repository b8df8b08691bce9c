import { join } from 'node:path';
import type { TokenSource } from '../auth/tokens.ts';
import type { Config } from '../config/Config.ts';
import { nearest } from '../errors/nearest.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { HttpClient } from '../io/HttpClient.ts';
import type { RegistryName } from '../model/Source.ts';
import { HttpRegistry } from './HttpRegistry.ts';
import type { RegistryClient } from './RegistryClient.ts';

/** What the clients of registries are made from. */
export interface RegistriesOptions {
  /** With the project's registries in it, see `withProject`. */
  readonly config: Config;
  readonly http: HttpClient;
  readonly tokens: TokenSource;
  readonly fileSystem: FileSystem;
  readonly clock: Clock;
  readonly noCache: boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Clients of the configured registries by name, each made once. The function throws `REGISTRY_UNKNOWN`. */
export function createRegistries(
  options: RegistriesOptions,
): (name: RegistryName) => Promise<RegistryClient> {
  const { config, http, tokens, fileSystem, clock, noCache, signal } = options;
  const clients = new Map<RegistryName, RegistryClient>();
  return async (name) => {
    const known = clients.get(name);
    if (known !== undefined) return known;
    const registry = config.registries.get(name);
    if (registry === undefined) throw unknownRegistry(name, config);
    const client = new HttpRegistry(registry, {
      http,
      tokens,
      fileSystem,
      clock,
      cacheDirectory: join(config.cacheDirectory, 'http'),
      cacheTtl: config.cacheTtl,
      searchTtl: config.searchTtl,
      offline: config.offline,
      preferOffline: config.preferOffline,
      noCache,
      signal,
    });
    clients.set(name, client);
    return client;
  };
}

function unknownRegistry(name: RegistryName, { registries }: Config): PaksError {
  const near = nearest(name, registries.keys());
  return new PaksError('REGISTRY_UNKNOWN', {
    message: `there is no registry \`${name}\``,
    hint:
      near === undefined
        ? `add \`[registries.${name}]\` with its \`url\` to \`paks.toml\`, or run \`paks registry add\``
        : `did you mean \`${near}\`?`,
    data: { registry: name, known: [...registries.keys()] },
  });
}
