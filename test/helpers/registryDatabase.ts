import { randomBytes } from 'node:crypto';
import { rm } from 'node:fs/promises';
import { openDatabase, type Database } from '../../packages/registry/src/database/openDatabase.ts';
import { copyTemplateDatabase, withClient } from './postgresTemplate.ts';
import { registryTemplate } from './registryTemplate.ts';

/** A migrated database without a row, for one test file; `remove` closes it and leaves nothing behind. */
export interface RegistryDatabase {
  readonly database: Database;
  remove(): Promise<void>;
}

/**
 * An embedded database in the folder (about 1.5 s of a processor), or, where `PAKS_TEST_POSTGRES` is the
 * URL of a PostgreSQL server, a new database there (about 0.1 s): `npm run postgres` runs tests so.
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
  const url = await copyTemplateDatabase(server, name);
  const database = await openDatabase({ kind: 'postgres', url });
  return {
    database,
    remove: async () => {
      await database.close();
      await withClient(server, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}
