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
  readonly authorityFiles?: readonly string[] | undefined;
  readonly connectTimeout?: number | undefined;
  /** Without a byte for so long, a server is given up. */
  readonly idleTimeout?: number | undefined;
  readonly socketsPerOrigin?: number | undefined;
}
