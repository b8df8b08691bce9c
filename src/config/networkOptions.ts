import { type Environment, variable } from '../io/environment.ts';
import type { HttpClientOptions } from '../io/HttpClientOptions.ts';
import { environmentProxies } from '../io/httpProxy.ts';
import type { Config } from './Config.ts';
import { expandHome } from './paths.ts';

/** What the settings say about connections, for `createHttpClient`. Variables beat the user's file. */
export function networkOptions(
  config: Config,
  environment: Environment,
): Pick<HttpClientOptions, 'offline' | 'idleTimeout' | 'proxies' | 'authorityFiles'> {
  const { http, https, none } = environmentProxies(environment);
  return {
    offline: config.offline,
    idleTimeout: config.timeout,
    proxies: {
      http: http ?? config.proxy,
      https: https ?? config.proxy,
      none: none.length > 0 ? none : config.noProxy,
    },
    authorityFiles: authorityFiles(config, environment),
  };
}

/** Naming authorities replaces those Node would add by itself, so the variable's file is named too. */
function authorityFiles(config: Config, environment: Environment): readonly string[] {
  if (config.authorityFile === undefined) return [];
  const extra = variable(environment, 'NODE_EXTRA_CA_CERTS');
  const own = expandHome(config.authorityFile, environment);
  return extra === undefined ? [own] : [own, extra];
}
