import { afterEach, describe, expect, test } from '@jest/globals';
import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { createHttpClient } from '../../../src/io/http.ts';
import { type LocalServer, startLocalServer } from './localServer.ts';

const open: LocalServer[] = [];

async function serve(listener: RequestListener): Promise<string> {
  const server = await startLocalServer(listener);
  open.push(server);
  return server.url;
}

afterEach(async () => {
  await Promise.all(open.splice(0).map((server) => server.close()));
});

const noWait = { now: () => 0, sleep: () => Promise.resolve() };
const client = createHttpClient({ version: '1.0.0', clock: noWait, idleTimeout: 150 });

async function read(url: string, maxBytes: number): Promise<Uint8Array> {
  return await (await client.request({ url, maxBytes })).bytes();
}

function writeForever(response: ServerResponse, chunk: Buffer): void {
  const more = (): void => {
    while (!response.destroyed && response.write(chunk));
  };
  response.on('drain', more);
  more();
}

describe('bodies', () => {
  test('a body of exactly the limit passes, one byte more does not', async () => {
    const url = await serve((request, response) =>
      response.end('x'.repeat(Number(request.url?.slice(1)))),
    );
    expect((await read(`${url}/1000`, 1000)).length).toBe(1000);
    await expect(read(`${url}/1001`, 1000)).rejects.toMatchObject({
      code: 'LIMIT_EXCEEDED',
      data: { limit: 1000 },
    });
  });

  test('T05: an endless body is cut off at the limit and its connection closed', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      response.writeHead(200);
      writeForever(response, Buffer.alloc(65_536));
    });
    await expect(read(url, 1_000_000)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
    await closed;
  });

  test('T05: an endless body that nobody reads does not fill the memory either', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      response.writeHead(200);
      writeForever(response, Buffer.alloc(65_536));
    });
    const answer = await client.request({ url, maxBytes: 1_000_000 });
    await closed;
    await expect(answer.bytes()).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('T05: a gzip bomb is stopped by what it grows to', async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000));
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip', 'content-length': bomb.length });
      response.end(bomb);
    });
    expect(bomb.length).toBeLessThan(100_000);
    await expect(read(url, 100_000)).rejects.toMatchObject({ code: 'LIMIT_EXCEEDED' });
  });

  test('a gzipped body arrives decompressed', async () => {
    const url = await serve((request, response) => {
      expect(request.headers['accept-encoding']).toBe('gzip');
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('hello'.repeat(100)));
    });
    expect(Buffer.from(await read(url, 500)).toString()).toBe('hello'.repeat(100));
  });

  test('R02: a gzipped body that ends early is an error', async () => {
    const bytes = gzipSync('hello'.repeat(100));
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'gzip' }).end(bytes.subarray(0, 20));
    });
    await expect(read(url, 500)).rejects.toMatchObject({
      code: 'NETWORK_TRUNCATED',
      data: { reason: 'damaged' },
    });
  });

  test('a coding that was not asked for is refused', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-encoding': 'br' }).end('x');
    });
    await expect(read(url, 500)).rejects.toMatchObject({ code: 'NETWORK_UNREACHABLE' });
  });

  test('R02: a chunked body whose connection is cut is an error', async () => {
    const url = await serve((_request, response) => {
      response.write('half', () => response.destroy());
    });
    await expect(read(url, 500)).rejects.toMatchObject({ code: 'NETWORK_TRUNCATED' });
  });

  test('R05: a server that stops in the middle of a body is given up after the idle time', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 10 });
      response.write('half');
    });
    await expect(read(url, 500)).rejects.toMatchObject({
      code: 'NETWORK_TIMEOUT',
      message: expect.stringContaining('0.15 seconds'),
    });
  });

  test('R05: the idle time holds on a connection that is used again', async () => {
    const url = await serve((request, response) => {
      if (request.url === '/fine') response.end('fine');
      else response.write('half');
    });
    await read(`${url}/fine`, 500);
    await expect(read(`${url}/stuck`, 500)).rejects.toMatchObject({ code: 'NETWORK_TIMEOUT' });
  });

  test('a slow body that keeps coming is not given up', async () => {
    const url = await serve((_request, response) => {
      let sent = 0;
      const timer = setInterval(() => {
        response.write('x');
        if (++sent === 6) {
          clearInterval(timer);
          response.end();
        }
      }, 150);
    });
    const patient = createHttpClient({ version: '1.0.0', clock: noWait, idleTimeout: 700 });
    const answer = await patient.request({ url, maxBytes: 500 });
    expect((await answer.bytes()).length).toBe(6);
  });

  test('R05: a body that only trickles is given up in the end', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      response.writeHead(200);
      const timer = setInterval(() => response.write('x'), 10);
      response.on('close', () => clearInterval(timer));
    });
    await expect(read(url, 10_000)).rejects.toMatchObject({
      code: 'NETWORK_TIMEOUT',
      message: expect.stringMatching(/answers too slowly: \d+ bytes in 1.5 seconds$/),
    });
    await closed;
  });

  test('a reader that stops early closes the connection', async () => {
    let closed: Promise<void> | undefined;
    const url = await serve((_request, response) => {
      closed = new Promise((resolve) => response.on('close', () => resolve()));
      response.write('first');
    });
    const patient = createHttpClient({ version: '1.0.0', idleTimeout: 60_000 });
    const answer = await patient.request({ url, maxBytes: 1000 });
    for await (const chunk of answer.body) {
      expect(Buffer.from(chunk).toString()).toBe('first');
      break;
    }
    await closed;
  });

  test('an answer without a body is an empty one', async () => {
    const url = await serve((_request, response) => {
      response.writeHead(304, { etag: '"a"', 'content-encoding': 'gzip' }).end();
    });
    const answer = await client.request({ url, maxBytes: 10 });
    expect([answer.status, answer.header('etag'), await answer.text()]).toEqual([304, '"a"', '']);
  });
});

describe('connections', () => {
  test('one origin sees no more connections at once than allowed, and they are kept', async () => {
    const sockets = new Set<unknown>();
    const url = await serve((request, response) => {
      sockets.add(request.socket);
      setTimeout(() => response.end('ok'), 5);
    });
    const narrow = createHttpClient({ version: '1.0.0', socketsPerOrigin: 3 });
    const answers = Array.from({ length: 20 }, async () => {
      const answer = await narrow.request({ url, maxBytes: 10 });
      return await answer.text();
    });
    expect(await Promise.all(answers)).toEqual(Array.from({ length: 20 }, () => 'ok'));
    expect(sockets.size).toBeLessThanOrEqual(3);
  });

  test('requests that wait for a connection are not counted as idle', async () => {
    const url = await serve((_request, response) => setTimeout(() => response.end('ok'), 250));
    const events: unknown[] = [];
    const narrow = createHttpClient({
      version: '1.0.0',
      reporter: { report: (event) => events.push(event) },
      socketsPerOrigin: 1,
      connectTimeout: 400,
      idleTimeout: 400,
    });
    const answers = Array.from({ length: 4 }, () => narrow.request({ url, maxBytes: 10 }));
    expect((await Promise.all(answers)).map(({ status }) => status)).toEqual([200, 200, 200, 200]);
    expect(events).toEqual([]);
  });

  test('an unread answer does not block the ones behind it', async () => {
    const url = await serve((_request, response) => response.end('ok'));
    const narrow = createHttpClient({ version: '1.0.0', socketsPerOrigin: 1 });
    await narrow.request({ url, maxBytes: 10 });
    expect((await narrow.request({ url, maxBytes: 10 })).status).toBe(200);
  });

  test('offline, nothing is sent', async () => {
    let reached = false;
    const url = await serve((_request, response) => {
      reached = true;
      response.end();
    });
    const offline = createHttpClient({ version: '1.0.0', offline: true });
    await expect(offline.request({ url, maxBytes: 10 })).rejects.toMatchObject({ code: 'OFFLINE' });
    expect(reached).toBe(false);
  });
});
