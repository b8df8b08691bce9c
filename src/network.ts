import { join } from 'node:path';
import { openCredentials } from './auth/openCredentials.ts';
import { environmentTokens } from './auth/tokens.ts';
import { userTokens } from './auth/userTokens.ts';
import type { Config } from './config/Config.ts';
import { networkOptions } from './config/networkOptions.ts';
import { withProject } from './config/withProject.ts';
import type { Reporter } from './events/Reporter.ts';
import { GitObjects } from './fetchers/GitObjects.ts';
import { TreeCache } from './fetchers/TreeCache.ts';
import { createGit } from './git/createGit.ts';
import type { GitClient } from './git/GitClient.ts';
import { offlineGit } from './git/offlineGit.ts';
import type { HttpClient } from './io/HttpClient.ts';
import { createHttpClient } from './io/http.ts';
import type { World } from './io/World.ts';
import type { Manifest } from './model/Manifest.ts';
import type { GlobalOptions } from './operations/GlobalOptions.ts';
import type { Services } from './operations/Services.ts';
import { createAuthApi } from './registry/AuthApi.ts';
import { createRegistries } from './registry/createRegistries.ts';
import { version } from './model/version.ts';

/** What connections are made with. */
export interface NetworkParts {
  readonly options: GlobalOptions;
  readonly world: World;
  readonly config: Config;
  readonly reporter: Reporter;
}

/** Everything that may talk to another machine. Making it loads no HTTP or git library yet. */
export function createNetwork(parts: NetworkParts): Pick<Services, 'forProject' | 'accounts'> {
  const { options, world, config, reporter } = parts;
  const { environment, clock, fileSystem } = world;
  const http = createHttpClient({
    version,
    reporter,
    clock,
    ...networkOptions(config, environment),
  });
  const fromVariables = environmentTokens(environment, config);
  const credentials = openCredentials({ world, config, reporter });
  const tokens = userTokens({ environment: fromVariables, credentials, clock, reporter });
  const trees = new TreeCache(fileSystem, join(config.cacheDirectory, 'git'));
  const opened = new Map<string, GitObjects>();
  /** What was read of a repository once is not asked for again, unless other addresses are allowed. */
  const objectsFor = (insecure: ReadonlySet<string> | 'all'): GitObjects => {
    const key = insecure === 'all' ? 'all' : [...insecure].sort().join(' ');
    const known = opened.get(key);
    if (known !== undefined) return known;
    const git = openGit(parts, http, (url) => isAmong(url, insecure));
    const objects = new GitObjects(git, trees);
    opened.set(key, objects);
    return objects;
  };
  return {
    accounts: async () => ({
      credentials,
      tokens,
      fromVariables,
      authApi: (registry) => createAuthApi(registry, { http, signal: world.signal }),
    }),
    forProject: async (manifest, { allowInsecure = false, fresh = false } = {}) => {
      const merged = withProject(config, manifest);
      const findRegistry = createRegistries({
        config: fresh ? { ...merged, cacheTtl: 0 } : merged,
        http,
        tokens,
        fileSystem,
        clock,
        noCache: options.noCache,
        signal: world.signal,
      });
      const objects = objectsFor(allowInsecure ? 'all' : insecureUrls(manifest));
      return { config: merged, findRegistry, tokens, objects };
    },
  };
}

function openGit(
  { world, config }: NetworkParts,
  http: HttpClient,
  isInsecureAllowed: (url: string) => boolean,
): GitClient {
  if (config.offline) return offlineGit;
  return createGit({
    http,
    environment: world.environment,
    fs: world.fileSystem,
    temporaryDirectory: join(config.cacheDirectory, 'tmp'),
    usesProgram: config.git === 'program',
    interactive: world.interactive,
    isInsecureAllowed,
    network: async () => {
      const { gitNetwork } = await import('./config/gitNetwork.ts');
      return gitNetwork(config, world.environment, world.fileSystem);
    },
  });
}

/** True for the address of an allowed repository and for what is asked of it (`…/info/refs`). */
function isAmong(url: string, allowed: ReadonlySet<string> | 'all'): boolean {
  if (allowed === 'all' || allowed.has(url)) return true;
  return [...allowed].some(
    (known) => url.startsWith(`${known}/`) || url.startsWith(`${known}.git/`),
  );
}

/** The repositories that the project's own entries allow over plain http. */
function insecureUrls(manifest: Manifest): ReadonlySet<string> {
  return new Set(
    manifest.skills.flatMap(({ insecure, source }) =>
      insecure === true && source.kind === 'git' ? [source.url] : [],
    ),
  );
}
