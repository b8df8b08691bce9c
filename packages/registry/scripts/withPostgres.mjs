/**
 * Runs a command with `DATABASE_URL` set to an empty database of a PostgreSQL server started for it:
 *   node packages/registry/scripts/withPostgres.mjs node bench/registry/run.mjs --alone
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startPostgres } from './startPostgres.mjs';

const server = await startPostgres({ flushes: true });
const [program, ...argv] = process.argv.slice(2);
const environment = { ...process.env, DATABASE_URL: await server.createDatabase() };
const child = spawn(program, argv, { stdio: 'inherit', env: environment });
const [code] = await once(child, 'exit');
await server.close();
// Said outright: the library's own exit hook forgets an exit code that is only set.
process.exit(code ?? 1);
