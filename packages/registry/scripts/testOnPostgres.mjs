/**
 * Runs the project's tests, all of them or those of the paths given, with their registries on a PostgreSQL
 * server started for it instead of embedded databases: closer to production, and a third of the time.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { startPostgres } from './startPostgres.mjs';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const server = await startPostgres();
const environment = { ...process.env, PAKS_TEST_POSTGRES: await server.createDatabase() };
const argv = ['run', '--silent', 'jest', '--', ...process.argv.slice(2)];
const child = spawn('npm', argv, { cwd: root, stdio: 'inherit', env: environment });
const [code] = await once(child, 'exit');
await server.close();
// Said outright: the library's own exit hook forgets an exit code that is only set.
process.exit(code ?? 1);
