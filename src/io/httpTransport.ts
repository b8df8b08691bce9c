import type { Agents } from './httpAgents.ts';
import type { Identity } from './httpCertificates.ts';
import type { Hop } from './httpRedirect.ts';

/** What every exchange of a client has in common. */
export interface TransportOptions {
  readonly userAgent: string;
  /** For the way without a proxy. */
  readonly agents: Agents;
  readonly socketsPerOrigin: number;
  /** Trusted authorities as PEM, instead of the system's; undefined for those. */
  readonly authorities: readonly string[] | undefined;
  readonly identity: Identity | undefined;
}

/** An answer as it comes from the socket: not limited, not decompressed, flowing at once. */
export interface RawAnswer {
  readonly status: number;
  header(name: string): string | null;
  readonly body: RawBody;
}

/** The events of a body. Nothing pauses it: whoever listens counts. */
interface RawBody {
  on(event: 'data', listener: (chunk: Uint8Array) => void): unknown;
  on(event: 'end', listener: () => void): unknown;
  on(event: 'error', listener: (error: unknown) => void): unknown;
}

/**
 * One exchange with one server: no redirect, no retry, no cache, no decompression and no timeout,
 * because the callers here do these by rules of their own. The HTTP library is
 * loaded by the first call, not before.
 */
export async function exchange(
  hop: Hop,
  route: { readonly proxy: URL | null; readonly signal: AbortSignal },
  options: TransportOptions,
): Promise<RawAnswer> {
  const { default: fetch } = await import('make-fetch-happen');
  const settings = {
    method: hop.method,
    headers: headersOf(hop, options.userAgent),
    redirect: 'manual' as const,
    retry: false,
    compress: false,
    strictSSL: true,
    signal: route.signal,
    maxSockets: options.socketsPerOrigin,
    timeout: 0,
    // Without either the library would read the proxy variables itself, by other rules.
    ...(route.proxy === null ? { agent: agentFor(hop, options) } : { proxy: route.proxy.href }),
    ...(hop.body === undefined ? {} : { body: bodyOf(hop.body) }),
    ...(options.authorities === undefined ? {} : { ca: [...options.authorities] }),
    ...certificateFor(hop, options),
  };
  const answer = await fetch(hop.url.href, settings);
  return {
    status: answer.status,
    header: (name) => answer.headers.get(name),
    body: answer.body as unknown as RawBody,
  };
}

function agentFor(hop: Hop, { agents, identity }: TransportOptions): Agents['secure' | 'plain'] {
  if (hop.url.protocol !== 'https:') return agents.plain;
  return identity?.isShownTo(hop.url) === true ? agents.identified : agents.secure;
}

/** A redirect leads to another hop, which is judged anew. */
function certificateFor({ url }: Hop, { identity }: TransportOptions): Partial<Identity> {
  if (identity?.isShownTo(url) !== true) return {};
  return { cert: identity.cert, key: identity.key };
}

function headersOf(hop: Hop, userAgent: string): Record<string, string> {
  return {
    'accept-encoding': 'gzip',
    ...hop.headers,
    'user-agent': userAgent,
    ...(hop.authorization === undefined ? {} : { authorization: hop.authorization }),
  };
}

function bodyOf(body: Uint8Array | string): Buffer {
  return typeof body === 'string' ? Buffer.from(body, 'utf8') : Buffer.from(body);
}
