import { once } from 'node:events';
import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from '@jest/globals';
import { AllowedHosts } from '../../../packages/registry/src/fetching/AllowedHosts.ts';
import { GuardedHttp, type Resolve } from '../../../packages/registry/src/fetching/GuardedHttp.ts';

const servers: Server[] = [];

const listen = async (listener: RequestListener): Promise<number> => {
  const server = createServer(listener).listen(0, '127.0.0.1');
  servers.push(server);
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
};

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
  }
});

const codeOf = async (attempt: Promise<unknown>) =>
  await attempt.then(
    () => 'no refusal',
    (error: { code?: string }) => error.code,
  );
const to =
  (...addresses: string[]): Resolve =>
  () =>
    Promise.resolve(
      addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })),
    );

describe('a request to a host that a stranger named', () => {
  test('reaches an address that is itself allowed', async () => {
    const port = await listen((_request, response) => response.end('hello'));
    const http = new GuardedHttp(new AllowedHosts([`127.0.0.1:${port}`]));
    const answer = await http.request({ url: `http://127.0.0.1:${port}/x`, maxBytes: 100 });
    expect([answer.status, await answer.text()]).toEqual([200, 'hello']);
  });

  test.each([
    ['private', ['10.0.0.7']],
    ['of this machine', ['127.0.0.1']],
    ['of this machine in IPv6', ['::1']],
    ['of the cloud’s metadata', ['169.254.169.254']],
    ['private beside a public one', ['140.82.121.3', '192.168.0.1']],
  ])('is refused where the name leads to an address that is %s (T21)', async (_what, addresses) => {
    const http = new GuardedHttp(new AllowedHosts(['git.example']), to(...addresses));
    const attempt = http.request({ url: 'https://git.example/x', maxBytes: 100 });
    expect(await codeOf(attempt)).toBe('REPOSITORY_NOT_ALLOWED');
  });

  test('goes to the address that was judged, whatever the name leads to a moment later (T21)', async () => {
    const seen: string[] = [];
    const port = await listen((request, response) => {
      seen.push(request.headers.host ?? '');
      response.end('inside');
    });
    const answers = ['127.0.0.1', '10.0.0.1'];
    const changing: Resolve = () =>
      Promise.resolve([{ address: answers.shift() ?? '10.0.0.1', family: 4 }]);
    const hosts = new AllowedHosts([], [`git.inside.example:${port}`]);
    const http = new GuardedHttp(hosts, changing);
    const attempt = http.request({ url: `https://git.inside.example:${port}/`, maxBytes: 100 });
    // Plain text where TLS was to be: the connection came to the first answer, and nowhere else.
    expect(await codeOf(attempt)).toBe('NETWORK_UNREACHABLE');
    expect(answers).toEqual(['10.0.0.1']);
  });

  test('follows a redirect within its host only (T21)', async () => {
    const inside = await listen((_request, response) => response.end('secret'));
    const port = await listen((request, response) => {
      if (request.url === '/moved') return response.end('there');
      const location = request.url === '/here' ? '/moved' : `http://127.0.0.1:${inside}/`;
      return response.writeHead(302, { location }).end();
    });
    const http = new GuardedHttp(new AllowedHosts([`127.0.0.1:${port}`, `127.0.0.1:${inside}`]));
    const url = `http://127.0.0.1:${port}`;
    const followed = await http.request({ url: `${url}/here`, maxBytes: 100 });
    expect(await followed.text()).toBe('there');
    expect(await codeOf(http.request({ url: `${url}/away`, maxBytes: 100 }))).toBe(
      'REPOSITORY_NOT_ALLOWED',
    );
  });

  test.each(['file:///etc/passwd', 'http://127.0.0.1:1/', 'http://localhost/', 'https://[::1]/'])(
    'is refused for %s (T21)',
    async (url) => {
      const http = new GuardedHttp(new AllowedHosts(['git.example']));
      expect(await codeOf(http.request({ url, maxBytes: 100 }))).toBe('REPOSITORY_NOT_ALLOWED');
    },
  );

  test('stops a redirect loop and an endless body', async () => {
    const port = await listen((request, response) => {
      if (request.url === '/loop') return response.writeHead(302, { location: '/loop' }).end();
      response.writeHead(200);
      const more = (): void => {
        while (!response.destroyed && response.write('x'.repeat(65536)));
      };
      response.on('drain', more);
      return more();
    });
    const http = new GuardedHttp(new AllowedHosts([`127.0.0.1:${port}`]));
    const url = `http://127.0.0.1:${port}`;
    expect(await codeOf(http.request({ url: `${url}/loop`, maxBytes: 100 }))).toBe(
      'REPOSITORY_UNREACHABLE',
    );
    const endless = await http.request({ url: `${url}/endless`, maxBytes: 100_000 });
    expect(await codeOf(endless.bytes())).toBe('LIMIT_EXCEEDED');
  });

  test.each([
    ['that never answers', 'silent', 'idle'],
    ['that stops in the middle of its answer', 'stuck', 'idle'],
    ['that never ends its answer', 'drip', 'total'],
    ['that never ends its headers', 'headers', 'total'],
  ])('gives a server up %s (T21)', async (_what, kind, bound) => {
    const port = await listen((_request, response) => {
      if (kind === 'silent') return;
      if (kind === 'headers') {
        response.socket?.write('HTTP/1.1 200 OK\r\n');
      } else {
        response.writeHead(200);
        response.write('x');
      }
      if (kind === 'stuck') return;
      const drip = setInterval(
        () => response.socket?.write(kind === 'headers' ? 'a: b\r\n' : '1\r\nx\r\n'),
        5,
      );
      response.on('close', () => clearInterval(drip));
    });
    const long = 60_000;
    const http = new GuardedHttp(new AllowedHosts([`127.0.0.1:${port}`]), undefined, {
      idleMs: bound === 'idle' ? 100 : long,
      totalMs: bound === 'total' ? 100 : long,
    });
    const attempt = http
      .request({ url: `http://127.0.0.1:${port}/`, maxBytes: 1_000_000 })
      .then(async (answer) => await answer.bytes());
    expect(await codeOf(attempt)).toBe('NETWORK_TIMEOUT');
  });
});
