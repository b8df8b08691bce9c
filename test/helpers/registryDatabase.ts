import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { Client } from 'pg';
import { openDatabase, type Database } from '../../packages/registry/src/database/openDatabase.ts';
import { registryTemplate } from './registryTemplate.ts';

/** An empty database for one test file; `remove` closes it and leaves nothing behind. */
export interface RegistryDatabase {
  readonly database: Database;
  remove(): Promise<void>;
}

/**
 * An embedded database in the folder, or, where `PAKS_TEST_POSTGRES` is the URL of a PostgreSQL server,
 * a new database there: `npm run test:postgres -w packages/registry` runs the same tests so.
 */
export async function openRegistryDatabase(directory: string): Promise<RegistryDatabase> {
  const server = process.env['PAKS_TEST_POSTGRES'] ?? '';
  return server === '' ? await openEmbedded(directory) : await openOn(server);
}

async function openEmbedded(directory: string): Promise<RegistryDatabase> {
  const template = await registryTemplate();
  const database = await openDatabase({ kind: 'embedded', directory, template });
  return {
    database,
    remove: async () => {
      await database.close();
      await rm(directory, { recursive: true, force: true });
    },
  };
}

async function openOn(server: string): Promise<RegistryDatabase> {
  const name = `paks_test_${randomBytes(6).toString('hex')}`;
  await runOn(server, `create database ${name}`);
  const database = await openDatabase({
    kind: 'postgres',
    url: server.replace(/\/[^/]*$/, `/${name}`),
  });
  return {
    database,
    remove: async () => {
      await database.close();
      await runOn(server, `drop database ${name} with (force)`);
    },
  };
}

async function runOn(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  await client.query(statement);
  await client.end();
}
