import { PaksError } from '../errors/PaksError.ts';
import { type Environment, variable } from '../io/environment.ts';
import type { ClientIdentity, HttpClientOptions, NamedFile } from '../io/HttpClientOptions.ts';
import { environmentProxies, isExempt } from '../io/httpProxy.ts';
import type { Config } from './Config.ts';
import { expandHome } from './paths.ts';

type FromSettings = Pick<
  HttpClientOptions,
  'offline' | 'idleTimeout' | 'proxies' | 'authorityFiles' | 'identity' | 'requestsPerMinute'
>;

/**
 * What the settings say about connections, for `createHttpClient`. Variables beat the user's file.
 * Throws `CONFIG_INVALID` for a certificate without a key.
 */
export function networkOptions(config: Config, environment: Environment): FromSettings {
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
    identity: clientIdentity(config, environment),
    requestsPerMinute: config.requestsPerMinute,
  };
}

/** Naming authorities replaces those Node would add by itself, so the variable's file is named too. */
function authorityFiles(config: Config, environment: Environment): readonly NamedFile[] {
  const fromVariable = (namedBy: string): NamedFile[] => {
    const path = variable(environment, namedBy);
    return path === undefined ? [] : [{ path, namedBy }];
  };
  const own =
    config.authorityFile === undefined
      ? []
      : [{ path: expandHome(config.authorityFile, environment), namedBy: 'ca-file' }];
  // Sandboxes point it at nothing, to mean no file at all.
  const system = fromVariable('SSL_CERT_FILE').map((file) => ({ ...file, optional: true }));
  const named = [...own, ...system];
  return named.length === 0 ? [] : [...named, ...fromVariable('NODE_EXTRA_CA_CERTS')];
}

function clientIdentity(config: Config, environment: Environment): ClientIdentity | undefined {
  const { certificateFile, keyFile } = config;
  if (certificateFile === undefined && keyFile === undefined) return undefined;
  if (certificateFile === undefined || keyFile === undefined) {
    const [has, lacks] =
      keyFile === undefined ? ['cert-file', 'key-file'] : ['key-file', 'cert-file'];
    throw new PaksError('CONFIG_INVALID', {
      message: `the setting \`${has}\` is there, but not \`${lacks}\``,
      hint: `run \`paks config set ${lacks} /path/to/file.pem\``,
    });
  }
  const hosts = certificateHosts(config);
  return {
    certificateFile: expandHome(certificateFile, environment),
    keyFile: expandHome(keyFile, environment),
    isShownTo: (url) => isExempt(url, hosts),
  };
}

/** Who may see the certificate, in the notation of `NO_PROXY`: never a registry that only a project names. */
export function certificateHosts({
  certificateHosts: named,
  registries,
}: Config): readonly string[] {
  if (named.length > 0) return named;
  return [...registries.values()]
    .filter(({ origin }) => origin.kind === 'user' || origin.kind === 'environment')
    .map(({ url }) => new URL(url).host);
}
