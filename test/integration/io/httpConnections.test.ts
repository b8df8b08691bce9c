import { afterEach, describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import { connect, createServer as createSocketServer, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { createHttpClient } from '../../../src/io/http.ts';
import type { HttpClientOptions } from '../../../src/io/HttpClientOptions.ts';
import { listen, type LocalServer, startLocalServer } from './localServer.ts';

const open: LocalServer[] = [];

function opened(server: LocalServer): LocalServer {
  open.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const file = (name: string): string => fileURLToPath(new URL(`tls/${name}`, import.meta.url));
const named = (name: string) => ({ path: file(name), namedBy: 'ca-file' });
const noWait = { now: () => 0, sleep: () => Promise.resolve() };

function makeClient(options: Partial<HttpClientOptions> = {}) {
  return createHttpClient({ version: '1.0.0', clock: noWait, connectTimeout: 2000, ...options });
}

function get(url: string, options: Partial<HttpClientOptions> = {}, insecure = false) {
  return makeClient(options).request({ url, maxBytes: 1000, insecure });
}

async function startSecureServer(): Promise<LocalServer> {
  const key = readFileSync(file('server.key'));
  const cert = readFileSync(file('server.pem'));
  const server = createSecureServer({ key, cert }, (request, response) => {
    if (request.url === '/downgrade') response.writeHead(302, { location: 'http://127.0.0.1:1/' });
    response.end(`secure ${request.headers.authorization}`);
  });
  return opened(await listen(server, 'https'));
}

describe('connections that fail', () => {
  test.each([
    'ftp://skills.test/',
    'file:///etc/passwd',
    'skills.test',
    'http://skills.test/',
    'http://10.0.0.1/',
    'https://user:secret@skills.test/',
  ])('T15: %s is not a place to go', async (url) => {
    await expect(get(url)).rejects.toMatchObject({
      code: 'SOURCE_INVALID',
      message: expect.not.stringContaining('secret'),
    });
  });

  test('a name that does not exist', async () => {
    await expect(get('https://no-such-host.invalid/')).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      data: { reason: 'dns' },
      message: expect.stringContaining('no-such-host.invalid'),
    });
  });

  test('a port that nobody listens on', async () => {
    const server = await startLocalServer(() => undefined);
    await server.close();
    await expect(get(server.url)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      data: { reason: 'refused' },
    });
  });

  test('a server that speaks something else', async () => {
    const server = opened(await listenRaw((socket) => socket.end('220 ftp ready\r\n')));
    await expect(get(server.url)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      data: { reason: 'protocol' },
    });
  });

  test('a header that cannot be sent is a bug of the caller, not of the network', async () => {
    const headers = { 'if-none-match': 'a\nb' };
    const request = { url: 'https://skills.test/', headers, maxBytes: 10 };
    await expect(makeClient().request(request)).rejects.not.toHaveProperty('data');
  });

  test('a certificate that no trusted authority signed, with the setting that helps', async () => {
    const { url } = await startSecureServer();
    await expect(get(url)).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      data: { reason: 'tls' },
      hint: expect.stringContaining('ca-file'),
    });
  });

  test('a handshake that never ends', async () => {
    const server = opened(await listenRaw(() => undefined));
    const options = { connectTimeout: 50, idleTimeout: 1000 };
    await expect(get(server.url.replace('http:', 'https:'), options)).rejects.toMatchObject({
      code: 'NETWORK_TIMEOUT',
      data: { reason: 'connect-timeout', attempts: 4 },
    });
  });

  test.each([
    ['missing.pem', 'cannot be read'],
    ['server.key', 'no certificate'],
  ])('an authority file that is no use: %s', async (name, message) => {
    await expect(
      get('https://skills.test/', { authorityFiles: [named(name)] }),
    ).rejects.toMatchObject({ code: 'CONFIG_INVALID', message: expect.stringContaining(message) });
  });
});

describe('https', () => {
  test('an authority of the user is trusted', async () => {
    const { url } = await startSecureServer();
    const answer = await get(url, { authorityFiles: [named('authority.pem')] });
    expect(await answer.text()).toBe('secure undefined');
  });

  test('T15: https never leads to http, not even on this machine', async () => {
    const { url } = await startSecureServer();
    const options = { authorityFiles: [named('authority.pem')] };
    await expect(get(`${url}/downgrade`, options)).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining('from https to http'),
    });
  });
});

describe('proxies', () => {
  test('plain http goes through its proxy, with the credentials of the proxy URL', async () => {
    const seen: IncomingMessage[] = [];
    const proxy = opened(
      await startLocalServer((request, response) => {
        seen.push(request);
        response.end('by proxy');
      }),
    );
    const address = proxy.url.replace('//', '//user:pass@');
    const proxies = { http: address, https: undefined, none: [] };
    const answer = await get('http://skills.test/a?b=c', { proxies }, true);
    expect(await answer.text()).toBe('by proxy');
    expect(seen[0]?.url).toBe('http://skills.test/a?b=c');
    expect(seen[0]?.headers['proxy-authorization']).toBe(`Basic ${btoa('user:pass')}`);
  });

  test('https goes through a tunnel and the proxy sees no header', async () => {
    const target = await startSecureServer();
    const { proxy, tunnels } = await startTunnelProxy(target.port);
    const client = makeClient({
      proxies: { http: undefined, https: proxy.url, none: [] },
      authorityFiles: [named('authority.pem')],
    });
    const url = 'https://skills.test/a';
    const answer = await client.request({ url, authorization: 'Bearer x', maxBytes: 100 });
    expect(await answer.text()).toBe('secure Bearer x');
    expect(tunnels.map(({ url, headers }) => [url, headers.authorization])).toEqual([
      ['skills.test:443', undefined],
    ]);
  });

  test('a host of the no-proxy list is reached without it', async () => {
    const server = opened(await startLocalServer((_request, response) => response.end('direct')));
    const proxies = { http: 'http://127.0.0.1:1', https: undefined, none: ['skills.test'] };
    const url = `http://skills.test:${server.port}/`;
    await expect(get(url, { proxies }, true)).rejects.toMatchObject({ data: { reason: 'dns' } });
    const direct = await get(server.url, { proxies });
    expect(await direct.text()).toBe('direct');
  });

  test('a proxy that refuses is named, without its password', async () => {
    const proxies = { http: undefined, https: 'http://user:secret@127.0.0.1:1', none: [] };
    const failing = get('https://skills.test/', { proxies });
    await expect(failing).rejects.toMatchObject({
      code: 'NETWORK_UNREACHABLE',
      data: { reason: 'proxy' },
      message: expect.stringMatching(/^(?!.*secret).*127\.0\.0\.1:1/),
    });
  });

  test('a proxy that asks for credentials is told apart from a server that does', async () => {
    const proxy = opened(
      await startLocalServer((_request, response) => response.writeHead(407).end()),
    );
    const proxies = { http: proxy.url, https: undefined, none: [] };
    await expect(get('http://skills.test/', { proxies }, true)).rejects.toMatchObject({
      data: { reason: 'proxy' },
    });
  });
});

async function startTunnelProxy(port: number) {
  const tunnels: IncomingMessage[] = [];
  const clients = new Set<Socket>();
  const server = createServer();
  server.on('connect', (request: IncomingMessage, client: Socket, head: Buffer) => {
    tunnels.push(request);
    clients.add(client);
    const upstream = connect(port, '127.0.0.1', () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n');
      upstream.write(head);
      upstream.pipe(client).pipe(upstream);
    });
    upstream.on('error', () => client.destroy());
    client.on('error', () => upstream.destroy());
  });
  const listening = await listen(server, 'http');
  const close = async (): Promise<void> => {
    for (const client of clients) client.destroy();
    await listening.close();
  };
  return { proxy: opened({ ...listening, close }), tunnels };
}

async function listenRaw(listener: (socket: Socket) => void): Promise<LocalServer> {
  const sockets = new Set<Socket>();
  const server = createSocketServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    listener(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' ? (address?.port ?? 0) : 0;
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve());
      for (const socket of sockets) socket.destroy();
    });
  return { url: `http://127.0.0.1:${port}`, port, close };
}
