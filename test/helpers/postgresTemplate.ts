import { hash } from 'node:crypto';
import { Client } from 'pg';
import { migrate } from '../../packages/registry/src/database/migrate.ts';
import { migrations } from '../../packages/registry/src/database/migrations/all.ts';
import { openDatabase } from '../../packages/registry/src/database/openDatabase.ts';

/** Any number that nothing else on a server for tests locks. */
const LOCK = 318_407_226;

/**
 * Makes a migrated, empty database of that name on a PostgreSQL server and returns its URL. It is copied
 * from a template that the first caller makes, under a name that follows from the migrations.
 */
export async function copyTemplateDatabase(server: string, name: string): Promise<string> {
  const key = hash('sha256', JSON.stringify(migrations)).slice(0, 16);
  const template = `paks_template_${key}`;
  await withClient(server, async (client) => {
    await client.query(`select pg_advisory_lock(${LOCK})`);
    await provideTemplate(client, { server, template });
    await client.query(`create database ${name} template ${template}`);
  });
  return databaseUrl(server, name);
}

/** Hands over a connection, and closes it whatever happens; its locks go with it. */
export async function withClient<Result>(
  server: string,
  use: (client: Client) => Promise<Result>,
): Promise<Result> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    return await use(client);
  } finally {
    await client.end();
  }
}

interface Template {
  readonly server: string;
  readonly template: string;
}

/** Renamed only when it is whole, so that a run that was interrupted leaves no half a template. */
async function provideTemplate(client: Client, { server, template }: Template): Promise<void> {
  const found = await client.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount !== 0) return;
  const staged = `${template}_staged`;
  await client.query(`drop database if exists ${staged}`);
  await client.query(`create database ${staged}`);
  const database = await openDatabase({ kind: 'postgres', url: databaseUrl(server, staged) });
  await migrate(database.sql);
  await database.close();
  await client.query(`alter database ${staged} rename to ${template}`);
}

function databaseUrl(server: string, name: string): string {
  return server.replace(/\/[^/]*$/, `/${name}`);
}
