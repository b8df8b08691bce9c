import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import {
  runRegistryCommand,
  startRegistryProcess,
  type RegistryProcess,
} from '../../helpers/startRegistryProcess.ts';

let data: string;
let server: RegistryProcess;

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'paks-registry-data-'));
  server = await startRegistryProcess(['--data', data]);
}, 60_000);

afterAll(async () => {
  await server.stop();
  await rm(data, { recursive: true });
});

const verify = async (token: string) => {
  const answer = await fetch(`${server.url}/api/auth/verify`, {
    headers: { authorization: `Bearer ${token}` },
  });
  return answer.status;
};

describe('the operator’s commands', () => {
  test('work while a server has the embedded database open', async () => {
    const token = await runRegistryCommand(['token', 'create', 'acme', '--data', data]);
    expect(await verify(token)).toBe(200);
    const listed = await runRegistryCommand(['token', 'list', 'acme', '--data', data]);
    await runRegistryCommand(['token', 'revoke', listed.split('\t')[0] ?? '', '--data', data]);
    expect(await verify(token)).toBe(401);
  });

  test('reach the server through a socket that only its user can open', async () => {
    expect((await stat(join(data, 'admin.sock'))).mode & 0o777).toBe(0o600);
  });

  test('fail with what is wrong and no stack', async () => {
    const failed = runRegistryCommand(['token', 'create', 'No Name', '--data', data]);
    await expect(failed).rejects.toThrow(/^error: `No Name` is not an account name/);
    await expect(failed).rejects.not.toThrow(/ {4}at /);
  });

  test('explain themselves', async () => {
    const help = await runRegistryCommand(['--help']);
    for (const words of ['serve', 'token create', 'account member', 'skill yank', 'audit']) {
      expect(help).toContain(`paks-registry ${words}`);
    }
  });

  test('a second server on the same folder is refused', async () => {
    await expect(startRegistryProcess(['--data', data])).rejects.toThrow(/runs on .* already/);
  });

  test('work on the database itself when no server runs, and what was written is there', async () => {
    const token = await runRegistryCommand(['token', 'create', 'bob', '--data', data]);
    expect(await server.stop()).toBe(0);
    expect(await runRegistryCommand(['account', 'list', '--data', data])).toMatch(/^bob\tuser/m);
    server = await startRegistryProcess(['--data', data]);
    expect(await verify(token)).toBe(200);
  }, 60_000);
});
