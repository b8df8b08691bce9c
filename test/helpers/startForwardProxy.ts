import { createServer, type IncomingMessage, request as send } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';

/** A forward proxy as companies have them, on a free loopback port. */
export interface ForwardProxy {
  readonly port: number;
  /** `CONNECT host:port` and `GET http://…`, in the order of arrival. */
  readonly requests: string[];
  /** How many came without the right name and password. */
  refused(): number;
  close(): Promise<void>;
}

/** What it knows. */
export interface ForwardProxyOptions {
  /** `user:password` that it asks for. */
  readonly credentials: string;
  /** Names that only it can resolve, to ports of this machine. */
  readonly hosts: Readonly<Record<string, number>>;
}

const DENIED = [
  'HTTP/1.1 407 Denied',
  'Proxy-Authenticate: Basic realm="office"',
  'Content-Length: 0',
  'Connection: close',
  '\r\n',
].join('\r\n');

/** Starts one. A name that it does not know is a 502. */
export async function startForwardProxy(options: ForwardProxyOptions): Promise<ForwardProxy> {
  const requests: string[] = [];
  const sockets = new Set<Socket>();
  let refused = 0;
  const wanted = `Basic ${Buffer.from(options.credentials).toString('base64')}`;
  const admits = ({ headers }: IncomingMessage): boolean => {
    if (headers['proxy-authorization'] === wanted) return true;
    refused++;
    return false;
  };
  const portOf = (host: string): number | undefined => options.hosts[host.replace(/:\d+$/, '')];
  const server = createServer((request, response) => {
    const { host, pathname, search } = new URL(request.url ?? '', 'http://none');
    const port = portOf(host);
    requests.push(`${request.method} http://${host}${pathname}`);
    if (!admits(request)) {
      response.writeHead(407, { 'proxy-authenticate': 'Basic realm="office"' }).end();
      return;
    }
    if (port === undefined) {
      response.writeHead(502).end();
      return;
    }
    const { method, headers } = request;
    const target = { host: '127.0.0.1', port, path: `${pathname}${search}`, method, headers };
    const upstream = send(target, (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
    });
    upstream.on('error', () => response.destroy());
    request.pipe(upstream);
  });
  server.on('connection', (socket) => sockets.add(socket));
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    requests.push(`CONNECT ${request.url}`);
    const port = portOf(request.url ?? '');
    if (!admits(request)) {
      client.end(DENIED);
      return;
    }
    if (port === undefined) {
      client.end('HTTP/1.1 502 Unknown host\r\n\r\n');
      return;
    }
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    refused: () => refused,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        for (const socket of sockets) socket.destroy();
      }),
  };
}
