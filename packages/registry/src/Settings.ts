import type { UpstreamToken } from './mirror/Upstream.ts';

/** Requests a minute by token or address; 0 switches a limit off. */
export interface RateLimits {
  readonly withToken: number;
  readonly anonymous: number;
  /** Of the web pages, with a token or without; absent: no limit. */
  readonly pages?: number | undefined;
}

/** What the operator decides. Filled from flags and the environment in `commands/`. */
export interface Settings {
  /** The embedded database, the admin socket and nothing else. */
  readonly dataDirectory: string;
  /** A real PostgreSQL instead of the embedded one. */
  readonly databaseUrl: string | undefined;
  readonly host: string;
  /** 0 takes any free port. */
  readonly port: number;
  /** How clients reach this server, without a trailing slash; default: the address it listens on. */
  readonly publicUrl: string | undefined;
  /** Git hosts that may be indexed, as `host` or `host:port`; see `fetching/AllowedHosts.ts`. */
  readonly allowedHosts: readonly string[];
  /** Those of them that may lead to addresses of a private network. */
  readonly privateHosts: readonly string[];
  /** True behind a proxy that sets `X-Forwarded-For`; otherwise the header is ignored. */
  readonly trustProxy: boolean;
  /** For private skills of the mirrored registry. */
  readonly upstreamToken: UpstreamToken | null;
  readonly rateLimits: RateLimits;
  /** How long `POST /api/skills/index` waits before it answers `202`, in milliseconds. */
  readonly indexWaitMs: number;
}

/** The settings of a server nobody configured. */
export const DEFAULT_SETTINGS: Settings = {
  dataDirectory: 'paks-registry-data',
  databaseUrl: undefined,
  host: '127.0.0.1',
  port: 7257,
  publicUrl: undefined,
  allowedHosts: ['github.com', 'gitlab.com'],
  privateHosts: [],
  trustProxy: false,
  upstreamToken: null,
  rateLimits: { withToken: 100, anonymous: 20, pages: 300 },
  indexWaitMs: 4_000,
};
