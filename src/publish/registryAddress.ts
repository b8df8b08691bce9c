import { PaksError } from '../errors/PaksError.ts';
import { gitUrlParts, type GitUrl, parseGitUrl } from '../model/GitUrl.ts';

/** Hosts that serve the same path over https as over ssh. */
const SAME_PATH = new Set(['github.com', 'gitlab.com', 'bitbucket.org', 'codeberg.org']);

/**
 * The address that a registry is given for a remote: without user name and password, and over https where
 * the host is known to serve the same path there. Any other ssh address goes as it is: the registry
 * knows what it can read. Throws `SOURCE_INVALID` for a folder of this machine, or no address at all.
 */
export function registryAddress(remoteUrl: string): GitUrl {
  const url = parseGitUrl(withoutCredentials(remoteUrl));
  const { scheme, host, port, path } = gitUrlParts(url);
  if (scheme === 'ssh' && port === '' && SAME_PATH.has(host)) {
    return parseGitUrl(`https://${host}/${path.replace(/^\//, '')}`);
  }
  if (scheme !== 'file') return url;
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${url}\` is a folder of this machine, from which no registry can read`,
    hint: 'name the address that it is published at with `--repository`, or pass `--skip-registry`',
  });
}

/** What may be shown of a remote's address. */
export function withoutCredentials(remoteUrl: string): string {
  return remoteUrl.replace(/^(https?:\/\/)[^/]*@/i, '$1');
}
