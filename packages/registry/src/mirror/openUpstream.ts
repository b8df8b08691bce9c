import { AllowedHosts } from '../fetching/AllowedHosts.ts';
import { GuardedHttp } from '../fetching/GuardedHttp.ts';
import type { OpenUpstream } from './MirrorParts.ts';
import type { Upstream, UpstreamToken } from './Upstream.ts';
import { UpstreamClient } from './UpstreamClient.ts';

/**
 * A client that reaches the upstream's own host and port and nothing else, redirects included
 * (threat T21). The operator named that host, so it may be in a private network. A token goes along only
 * where it was given for this very origin (threat T15).
 */
export function openUpstream(upstream: Upstream, token: UpstreamToken | null): OpenUpstream {
  const { url } = upstream;
  const { host, hostname, origin } = new URL(url);
  const http = new GuardedHttp(new OnlyHost(host, hostname));
  const mine = token !== null && token.origin === origin ? token.token : null;
  return { ...upstream, client: new UpstreamClient({ url, http, token: mine }) };
}

/** The one host, wherever its name leads. */
class OnlyHost extends AllowedHosts {
  readonly #hostname: string;

  constructor(host: string, hostname: string) {
    super([host]);
    this.#hostname = hostname.replace(/^\[(.*)\]$/, '$1');
  }

  override mayConnect(hostname: string, _address: string): boolean {
    return hostname === this.#hostname;
  }
}
