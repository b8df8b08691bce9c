import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request as sendRequest,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as wait } from 'node:timers/promises';
import { applyFault, type Fault, takeFault } from './proxyFaults.ts';

/** One request that went through, in the order of arrival. */
interface ProxiedRequest {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  /** What the client was answered; 0 while it waits and when the connection was cut instead. */
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  /** True when an `Authorization` header was sent. */
  readonly authorized: boolean;
}

/** A counting reverse proxy that can be told to break things. */
export interface Proxy {
  readonly url: string;
  /** Everything asked so far; `splice(0)` it to count anew. */
  readonly requests: ProxiedRequest[];
  /** Faults to come, first match first: push to add, empty it to heal. */
  readonly faults: Fault[];
  close(): Promise<void>;
}

/**
 * Stands on a free loopback port before `target` (a URL on this machine), passes everything on
 * unchanged with the client's own `Host`, and logs it. Stopped by the test.
 */
export async function startProxy({ target }: { readonly target: string }): Promise<Proxy> {
  const requests: ProxiedRequest[] = [];
  const faults: Fault[] = [];
  const server = createServer((request, response) => {
    void handle(request, response, { target: new URL(target), requests, faults });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    requests,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

interface Surroundings {
  readonly target: URL;
  readonly requests: ProxiedRequest[];
  readonly faults: Fault[];
}

async function handle(
  request: IncomingMessage,
  response: ServerResponse,
  { target, requests, faults }: Surroundings,
): Promise<void> {
  const { method = 'GET', url: path = '/', headers } = request;
  const entry = { method, path, status: 0, headers, authorized: 'authorization' in headers };
  requests.push(entry);
  const writeHead = response.writeHead.bind(response) as (...given: unknown[]) => ServerResponse;
  response.writeHead = (...given: unknown[]) => {
    entry.status = given[0] as number;
    return writeHead(...given);
  };
  const fault = takeFault(faults, method, path);
  if (fault?.kind === 'delay') await wait(fault.milliseconds);
  if (fault !== undefined && applyFault(fault, request, response)) return;
  forward(request, response, { target, fault });
}

function forward(
  request: IncomingMessage,
  response: ServerResponse,
  { target, fault }: { readonly target: URL; readonly fault: Fault | undefined },
): void {
  const upstream = sendRequest({
    host: target.hostname,
    port: target.port,
    method: request.method,
    path: `${target.pathname.replace(/\/$/, '')}${request.url}`,
    headers: request.headers,
  });
  upstream.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, answer.headers);
    let sent = 0;
    let cut = false;
    answer.on('data', (chunk: Buffer) => {
      if (cut) return;
      if (fault?.kind === 'truncate' && sent + chunk.length > fault.afterBytes) {
        cut = true;
        response.write(chunk.subarray(0, fault.afterBytes - sent), () => response.destroy());
        return;
      }
      if (fault?.kind === 'corrupt') flipByte(chunk, fault.atByte - sent);
      sent += chunk.length;
      if (!response.write(chunk)) answer.pause();
    });
    response.on('drain', () => answer.resume());
    answer.on('end', () => {
      if (!cut) response.end();
    });
    answer.on('error', () => response.destroy());
  });
  upstream.on('error', () => response.destroy());
  response.on('close', () => upstream.destroy());
  request.pipe(upstream);
}

function flipByte(chunk: Buffer, at: number): void {
  const byte = chunk[at];
  if (byte !== undefined) chunk[at] = byte ^ 0xff;
}
