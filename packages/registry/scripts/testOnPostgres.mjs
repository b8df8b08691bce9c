/** Runs the tests of the registry server on the PostgreSQL that `DATABASE_URL` names, instead of the embedded one. */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const { DATABASE_URL: server, ...environment } = process.env;
const { status } = spawnSync(
  'npm',
  ['run', '-s', 'jest', '--', 'test/integration/registry-', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit', env: { ...environment, PAKS_TEST_POSTGRES: server } },
);
process.exitCode = status ?? 1;
