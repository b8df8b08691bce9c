import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fillDatabase } from '../../packages/registry/scripts/fillDatabase.mjs';

const PROGRAM = resolve(import.meta.dirname, '..', '..', 'packages/registry/dist/main.mjs');

/** Starts the built `paks-registry` on an empty database (see `fillDatabase`) that then holds so many skills. */
export async function startPaks(directory, { skills }) {
  const data = join(directory, 'data');
  const create = spawn(process.execPath, [PROGRAM, 'account', 'list', '--data', data], {
    stdio: 'ignore',
  });
  await once(create, 'exit');
  await fillDatabase(data, skills);
  const log = join(directory, 'paks.log');
  const argv = ['serve', '--data', data, '--port', '0', '--anonymous-rate-limit', '100000000'];
  const child = spawn(process.execPath, [PROGRAM, ...argv], {
    stdio: ['ignore', 'ignore', openSync(log, 'w')],
  });
  return {
    name: 'paks-registry',
    url: await addressIn(log),
    pid: child.pid,
    stop: async () => {
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function addressIn(log) {
  for (let tries = 0; tries < 300; tries++) {
    const url = /"event":"server.started","url":"([^"]+)"/.exec(readFileSync(log, 'utf8'))?.[1];
    if (url !== undefined) return new URL(url);
    await sleep(200);
  }
  throw new Error('paks-registry did not start');
}
