import { afterEach, describe, expect, test } from '@jest/globals';
import type { IncomingMessage, RequestListener } from 'node:http';
import { createHttpClient } from '../../../src/io/http.ts';
import { type LocalServer, startLocalServer } from './localServer.ts';

const open: LocalServer[] = [];

async function serve(listener: RequestListener): Promise<LocalServer> {
  const server = await startLocalServer(listener);
  open.push(server);
  return server;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const client = createHttpClient({ version: '1.2.3', random: () => 0 });
const maxBytes = 1000;

describe('redirects', () => {
  test('T15: authorization goes along within the origin and nowhere else, not even to another port', async () => {
    const seen: IncomingMessage[] = [];
    const other = await serve((request, response) => {
      seen.push(request);
      response.end('other');
    });
    const first = await serve((request, response) => {
      seen.push(request);
      const location = request.url === '/a' ? '/b' : `${other.url}/c`;
      response.writeHead(302, { location }).end();
    });
    const answer = await client.request({
      url: `${first.url}/a`,
      authorization: 'Bearer stk_secret',
      headers: { accept: 'text/plain', cookie: 'session=1', 'x-api-key': 'k' },
      maxBytes,
    });
    expect(await answer.text()).toBe('other');
    expect(answer.url).toBe(`${other.url}/c`);
    expect(seen.map(({ url, headers }) => [url, headers.authorization, headers.cookie])).toEqual([
      ['/a', 'Bearer stk_secret', 'session=1'],
      ['/b', 'Bearer stk_secret', 'session=1'],
      ['/c', undefined, undefined],
    ]);
    expect(seen[2]?.headers).toMatchObject({
      accept: 'text/plain',
      'user-agent': 'paks-cli/1.2.3',
    });
    expect(seen[2]?.headers['x-api-key']).toBeUndefined();
  });

  test('T15: authorization that was dropped does not come back when the chain returns', async () => {
    const seen: (string | undefined)[] = [];
    let firstUrl = '';
    const other = await serve((_request, response) => {
      response.writeHead(307, { location: `${firstUrl}/end` }).end();
    });
    const first = await serve((request, response) => {
      seen.push(request.headers.authorization);
      if (request.url === '/end') response.end('ok');
      else response.writeHead(307, { location: other.url }).end();
    });
    firstUrl = first.url;
    await client.request({ url: first.url, authorization: 'Bearer x', maxBytes });
    expect(seen).toEqual(['Bearer x', undefined]);
  });

  test.each(['file:///etc/passwd', 'data:text/plain,x', 'ftp://127.0.0.1/', 'ext::sh', 'http://'])(
    'T09: a redirect to %s is refused',
    async (location) => {
      const server = await serve((_request, response) => {
        response.writeHead(301, { location }).end();
      });
      await expect(client.request({ url: server.url, maxBytes })).rejects.toMatchObject({
        code: 'REDIRECT_REFUSED',
      });
    },
  );

  test('a redirect to plain http on another machine is refused', async () => {
    const server = await serve((_request, response) => {
      response.writeHead(301, { location: 'http://skills.example.com/' }).end();
    });
    await expect(client.request({ url: server.url, maxBytes })).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
    });
  });

  test('a redirect without an address is refused', async () => {
    const server = await serve((_request, response) => response.writeHead(302).end());
    await expect(client.request({ url: server.url, maxBytes })).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
    });
  });

  test('a loop ends after five redirects', async () => {
    let count = 0;
    const server = await serve((_request, response) => {
      count++;
      response.writeHead(302, { location: `/${count}` }).end();
    });
    await expect(client.request({ url: server.url, maxBytes })).rejects.toMatchObject({
      code: 'REDIRECT_REFUSED',
      message: expect.stringContaining('more than 5 times'),
    });
    expect(count).toBe(6);
  });

  test('a POST is repeated with its body by 307 and 308 within the origin', async () => {
    const bodies: string[] = [];
    const server = await serve((request, response) => {
      let text = '';
      request.on('data', (chunk) => (text += String(chunk)));
      request.on('end', () => {
        bodies.push(`${request.method} ${request.url} ${text}`);
        if (request.url === '/a') response.writeHead(307, { location: '/b' }).end();
        else response.end('done');
      });
    });
    const url = `${server.url}/a`;
    const answer = await client.request({ method: 'POST', url, body: '{"a":1}', maxBytes });
    expect(await answer.text()).toBe('done');
    expect(bodies).toEqual(['POST /a {"a":1}', 'POST /b {"a":1}']);
  });

  test.each([301, 302, 303])('a POST answered with %i is refused', async (status) => {
    const server = await serve((_request, response) => {
      response.writeHead(status, { location: '/b' }).end();
    });
    const request = { method: 'POST', url: server.url, body: 'x', maxBytes } as const;
    await expect(client.request(request)).rejects.toMatchObject({ code: 'REDIRECT_REFUSED' });
  });

  test('a POST is never carried to another origin', async () => {
    let reached = false;
    const other = await serve((_request, response) => {
      reached = true;
      response.end();
    });
    const server = await serve((_request, response) => {
      response.writeHead(307, { location: other.url }).end();
    });
    const request = { method: 'POST', url: server.url, body: 'x', maxBytes } as const;
    await expect(client.request(request)).rejects.toMatchObject({ code: 'REDIRECT_REFUSED' });
    expect(reached).toBe(false);
  });
});
