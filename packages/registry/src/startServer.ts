import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import { startHousekeeping } from './housekeeping.ts';
import type { Registry } from './Registry.ts';

/** A listening server. */
export interface RunningServer {
  /** `http://host:port`, the port that was really taken. */
  readonly url: string;
  /** Takes no more requests, lets those under way end within a few seconds, and the indexer its jobs. */
  stop(): Promise<void>;
}

const HEADERS_MS = 10_000;
const REQUEST_MS = 30_000;
const KEEP_ALIVE_MS = 65_000;
const GRACE_MS = 10_000;
const SWEEP_MS = 50;

/** Serves a registry over HTTP and begins to work off its queue. */
export async function startServer(registry: Registry): Promise<RunningServer> {
  const app = createApp(registry);
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const server = createServer(
    {
      headersTimeout: HEADERS_MS,
      requestTimeout: REQUEST_MS,
      keepAliveTimeout: KEEP_ALIVE_MS,
      maxHeaderSize: 16 * 1024,
    },
    (incoming, outgoing) => {
      // Failures of handlers are answers; what is left is a client that went away.
      listener(incoming, outgoing).catch(() => outgoing.destroy());
    },
  );
  const { host, port } = registry.settings;
  server.listen(port, host);
  await once(server, 'listening');
  registry.indexer.start();
  const stopHousekeeping = startHousekeeping(registry);
  const address = server.address() as AddressInfo;
  const shown = address.family === 'IPv6' ? `[${address.address}]` : address.address;
  return {
    url: `http://${shown}:${address.port}`,
    stop: async () => {
      stopHousekeeping();
      await closeGently(server);
      await registry.indexer.stop();
    },
  };
}

async function closeGently(server: Server): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  // A connection that answers its last request becomes idle only then.
  const sweep = setInterval(() => server.closeIdleConnections(), SWEEP_MS);
  const force = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearInterval(sweep);
  clearTimeout(force);
}
