import { randomBytes } from 'node:crypto';
import {
  type StartedPostgres,
  startPostgres,
} from '../../packages/registry/scripts/startPostgres.mjs';
import { withClient } from './postgresTemplate.ts';

/** A PostgreSQL server: the one that `PAKS_TEST_POSTGRES` names, else one started for the caller. */
export async function postgresServer(): Promise<StartedPostgres> {
  const server = process.env['PAKS_TEST_POSTGRES'] ?? '';
  if (server === '') return await startPostgres();
  const names: string[] = [];
  const run = async (statement: string): Promise<unknown> =>
    await withClient(server, (client) => client.query(statement));
  return {
    createDatabase: async () => {
      const name = `paks_test_${randomBytes(6).toString('hex')}`;
      await run(`create database ${name}`);
      names.push(name);
      return server.replace(/\/[^/]*$/, `/${name}`);
    },
    close: async () => {
      for (const name of names) await run(`drop database ${name} with (force)`);
    },
  };
}
