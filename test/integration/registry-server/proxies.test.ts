import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { stopDate } from './stopDate.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

stopDate();

beforeAll(async () => {
  registry = await startRegistryHarness({
    trustProxy: true,
    rateLimits: { withToken: 0, anonymous: 1 },
  });
}, 60_000);

afterAll(async () => await registry.close());

const ask = async (forwarded?: string) => {
  const headers = forwarded === undefined ? {} : { 'x-forwarded-for': forwarded };
  return (await registry.ask('/api/skills', { headers })).status;
};

describe('behind a proxy that the operator vouched for', () => {
  test('clients are told apart by the address the proxy saw, not by what they claim', async () => {
    expect(await ask('192.0.2.1')).toBe(200);
    expect(await ask('203.0.113.9, 192.0.2.1')).toBe(429);
    expect(await ask('192.0.2.2')).toBe(200);
    expect(await ask('2001:db8:1:2::a')).toBe(200);
    expect(await ask('2001:db8:1:2::b')).toBe(429);
    expect(await ask('not an address')).toBe(200);
    expect(await ask()).toBe(429);
  });
});

describe('a request that is no HTTP', () => {
  test.each([
    ['garbage', '\u0000\u0001\u0002\r\n\r\n', /^HTTP\/1\.1 400 /],
    ['endless headers', `GET / HTTP/1.1\r\nx: ${'a'.repeat(20_000)}`, /^HTTP\/1\.1 431 /],
    [
      'two lengths',
      'POST /api/skills/index HTTP/1.1\r\nhost: x\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\n',
      /^HTTP\/1\.1 400 /,
    ],
  ])('is refused: %s', async (_what, bytes, answer) => {
    const { hostname, port } = new URL(registry.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(bytes);
    const [received] = (await once(socket, 'data')) as [Buffer];
    expect(received.toString()).toMatch(answer);
    socket.destroy();
    expect((await registry.ask('/api/health')).status).toBe(200);
  });
});
