import { isIP } from 'node:net';
import { gitUrlParts, isLoopback, parseGitUrl } from '../../../../src/model/GitUrl.ts';
import { Refusal } from '../http/Refusal.ts';
import { isPublicAddress } from './publicAddress.ts';

/**
 * Which git hosts the operator lets this server fetch from. An entry is `host` (its standard port) or
 * `host:port`. A name must lead to public addresses; an address that is itself an entry is taken as it
 * is, and over plain `http` where it is this machine's (tests, demonstrations).
 */
export class AllowedHosts {
  readonly #authorities: Set<string>;
  readonly #privateHosts: ReadonlySet<string>;

  /** `privateHosts` are names that may lead into the operator's own network. */
  constructor(authorities: Iterable<string>, privateHosts: Iterable<string> = []) {
    const inside = [...privateHosts].map((host) => host.toLowerCase());
    this.#privateHosts = new Set(inside.map((authority) => hostOf(authority)));
    this.#authorities = new Set([...authorities, ...inside].map((host) => host.toLowerCase()));
  }

  /** Adds an entry while the server runs. */
  allow(authority: string): void {
    this.#authorities.add(authority.toLowerCase());
  }

  /**
   * The address to read a repository from, in its normal form. An ssh address becomes the https one of
   * the same host: only what anybody can read is indexed. Throws `REPOSITORY_NOT_ALLOWED`.
   */
  repositoryUrl(text: string): string {
    const { scheme, host, port, path } = gitUrlParts(parseAddress(text));
    const authority = port === '' || scheme === 'ssh' ? host : `${host}:${port}`;
    this.#check(authority);
    if (scheme === 'ssh') return `https://${host}/${path.replace(/^\//, '')}`;
    if (scheme === 'https' || this.mayBePlain(host)) return `${scheme}://${authority}${path}`;
    throw new Refusal('REPOSITORY_NOT_ALLOWED', `\`${scheme}\` is not allowed: use https`);
  }

  /** True where an address that a name led to may be connected to. */
  mayConnect(hostname: string, address: string): boolean {
    if (isPublicAddress(address)) return true;
    return isIP(hostname) === 0 ? this.#privateHosts.has(hostname) : this.#hasHost(hostname);
  }

  /** True for an address of this machine that is itself an entry. */
  mayBePlain(host: string): boolean {
    return isLoopback(host) && this.#hasHost(host);
  }

  /** Throws `REPOSITORY_NOT_ALLOWED` unless the URL's host and port are an entry. */
  checkUrl(url: URL): void {
    this.#check(url.host);
    if (url.protocol === 'https:' || this.mayBePlain(url.hostname)) return;
    throw new Refusal('REPOSITORY_NOT_ALLOWED', `\`${url.host}\` may be reached by https only`);
  }

  #check(authority: string): void {
    if (this.#authorities.has(authority.toLowerCase())) return;
    throw new Refusal(
      'REPOSITORY_NOT_ALLOWED',
      `repositories of \`${authority}\` are not indexed here`,
      { details: { host: authority, allowed: [...this.#authorities].sort() } },
    );
  }

  #hasHost(host: string): boolean {
    return [...this.#authorities].some((authority) => hostOf(authority) === host.toLowerCase());
  }
}

function parseAddress(text: string) {
  try {
    return parseGitUrl(text);
  } catch (cause) {
    throw new Refusal('REPOSITORY_NOT_ALLOWED', 'this is not a repository address', { cause });
  }
}

function hostOf(authority: string): string {
  return authority.replace(/:\d+$/, '');
}
