import type { Reporter } from '../events/Reporter.ts';
import type { Clock } from './clock.ts';
import type { ProxySettings } from './httpProxy.ts';

/** How a client behaves; times are milliseconds. */
export interface HttpClientOptions {
  /** Of Paks, for `User-Agent`. */
  readonly version: string;
  readonly reporter?: Reporter | undefined;
  readonly clock?: Clock | undefined;
  /** In [0, 1), for the jitter of waits. */
  readonly random?: (() => number) | undefined;
  /** True: every request throws `OFFLINE`. */
  readonly offline?: boolean | undefined;
  readonly proxies?: ProxySettings | undefined;
  /** PEM files whose authorities are trusted beside the system's. */
  readonly authorityFiles?: readonly NamedFile[] | undefined;
  readonly identity?: ClientIdentity | undefined;
  /** The most requests to one origin in a minute, whatever servers say. */
  readonly requestsPerMinute?: number | undefined;
  readonly connectTimeout?: number | undefined;
  /** Without a byte for so long, a server is given up. */
  readonly idleTimeout?: number | undefined;
  readonly socketsPerOrigin?: number | undefined;
}

/** A file, and the setting or variable that names it. */
export interface NamedFile {
  readonly path: string;
  readonly namedBy: string;
  /** True where it need not be there. */
  readonly optional?: boolean | undefined;
}

/** The certificate that a client shows (RFC 8446, section 4.4.2), in PEM files. */
export interface ClientIdentity {
  readonly certificateFile: string;
  readonly keyFile: string;
  /** True for the servers that may see it. */
  isShownTo(url: URL): boolean;
}
