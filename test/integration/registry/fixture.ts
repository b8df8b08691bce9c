import { afterEach, beforeEach } from '@jest/globals';
import type { TokenSource } from '../../../src/auth/tokens.ts';
import { PUBLIC_REGISTRY, type Registry } from '../../../src/config/Registry.ts';
import type { Clock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { createHttpClient } from '../../../src/io/http.ts';
import type { SkillId } from '../../../src/model/SkillId.ts';
import { HttpRegistry, type HttpRegistryOptions } from '../../../src/registry/HttpRegistry.ts';
import { type Proxy, startProxy } from '../../helpers/startProxy.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';
import { type LocalServer, startLocalServer } from '../io/localServer.ts';

type Headers = Readonly<Record<string, string | number>>;

/** A registry's client before a scripted server, with a clock that only the test moves. */
export interface Fixture {
  /** What the server answers with 200, by path; everything else is the contract's 404. */
  readonly answers: Map<string, { readonly body: string | Uint8Array; readonly headers?: Headers }>;
  /** Between client and server. */
  proxy: Proxy;
  cacheDirectory: string;
  /** Milliseconds since the epoch. */
  now: number;
  /** A new process's client of the same user. */
  client(options?: Partial<HttpRegistryOptions>, registry?: Partial<Registry>): HttpRegistry;
}

export const TOOL = 'acme/tool' as SkillId;
export const VERSIONS = '/api/skills/acme/tool/versions';

/** No token, or this one, for any registry. */
export function giving(token: string | null): TokenSource {
  return { tokenFor: () => Promise.resolve(token) };
}

/** Sets up a {@link Fixture} for every test of the file. */
export function registryFixture(): Fixture {
  const folder = temporaryFolders();
  const answers: Fixture['answers'] = new Map();
  const fixture = { answers, now: 1_000_000 } as Fixture;
  const clock: Clock = { now: () => fixture.now, sleep: () => Promise.resolve() };
  let server: LocalServer;
  fixture.client = (options = {}, registry = {}) => {
    const offline = options.offline ?? false;
    return new HttpRegistry(
      { ...PUBLIC_REGISTRY, url: fixture.proxy.url, ...registry },
      {
        http: createHttpClient({ version: '1.0.0', clock, offline, random: () => 0 }),
        tokens: giving(null),
        fileSystem: nodeFileSystem,
        clock,
        cacheDirectory: fixture.cacheDirectory,
        cacheTtl: 300_000,
        searchTtl: 60_000,
        offline,
        noCache: false,
        ...options,
      },
    );
  };
  beforeEach(async () => {
    server = await startLocalServer((request, response) => {
      const answer = answers.get(request.url ?? '');
      if (answer === undefined) {
        const error = { code: 'SKILL_NOT_FOUND', message: 'none' };
        response.writeHead(404).end(JSON.stringify({ error }));
        return;
      }
      const etag = answer.headers?.['etag'];
      const same = etag !== undefined && request.headers['if-none-match'] === etag;
      response.writeHead(same ? 304 : 200, { ...answer.headers });
      response.end(same ? undefined : answer.body);
    });
    answers.clear();
    fixture.now = 1_000_000;
    fixture.proxy = await startProxy({ target: server.url });
    fixture.cacheDirectory = folder();
  });
  afterEach(async () => {
    await Promise.all([fixture.proxy.close(), server.close()]);
  });
  return fixture;
}
