import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { Environment } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readAuthorities } from '../io/httpCertificates.ts';
import type { Config } from './Config.ts';
import { certificateHosts, networkOptions } from './networkOptions.ts';

/** How the git program gets through to servers: variables for its libraries, settings for itself. */
export interface GitNetwork {
  readonly variables: Readonly<Record<string, string>>;
  readonly settings: readonly { readonly key: string; readonly value: string }[];
}

/** What loopback is called: curl, unlike Paks, would ask a proxy for it. */
const LOOPBACK = ['localhost', '127.0.0.1', '::1'];

/**
 * The same connections for the git program as for Paks itself: proxies, authorities, the client's
 * certificate and the idle timeout. git knows one file of authorities, so Node's and the user's are
 * written into one below the cache, once. Throws `CONFIG_INVALID`.
 */
export function gitNetwork(config: Config, environment: Environment, fs: FileSystem): GitNetwork {
  const { proxies, authorityFiles = [], identity } = networkOptions(config, environment);
  const certificate =
    identity === undefined
      ? []
      : certificateHosts(config).flatMap((host) =>
          addressesOf(host).flatMap((address) => [
            { key: `http.${address}.sslcert`, value: identity.certificateFile },
            { key: `http.${address}.sslkey`, value: identity.keyFile },
          ]),
        );
  const authorities =
    authorityFiles.length === 0
      ? []
      : [{ key: 'http.sslcainfo', value: bundle(readAuthorities(authorityFiles), config, fs) }];
  const seconds = Math.max(1, Math.round(config.timeout / 1000));
  return {
    variables: {
      ...(proxies?.http === undefined ? {} : { http_proxy: proxies.http }),
      ...(proxies?.https === undefined ? {} : { https_proxy: proxies.https }),
      ...((proxies?.http ?? proxies?.https) === undefined
        ? {}
        : { no_proxy: [...LOOPBACK, ...(proxies?.none ?? [])].join(',') }),
    },
    settings: [
      ...authorities,
      ...certificate,
      { key: 'http.lowspeedlimit', value: '1' },
      { key: 'http.lowspeedtime', value: String(seconds) },
    ],
  };
}

/** A host of a no-proxy list as git matches addresses: its labels below it are one star. */
function addressesOf(entry: string): readonly string[] {
  const name = entry.replace(/^\*?\./, '');
  return name === '*' ? ['https://*'] : [`https://${name}`, `https://*.${name}`];
}

function bundle(authorities: readonly string[], config: Config, fs: FileSystem): string {
  const text = authorities.map((pem) => `${pem.trimEnd()}\n`).join('');
  const name = createHash('sha256').update(text).digest('hex').slice(0, 32);
  const directory = join(config.cacheDirectory, 'certificates');
  const path = join(directory, `${name}.pem`);
  if (fs.lstat(path)?.isFile() === true) return path;
  fs.makeDirectories(directory, 0o700);
  atomicWrite(fs, path, text, { mode: 0o600 });
  return path;
}
