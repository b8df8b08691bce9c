import { join } from 'node:path';
import { seedStatements } from './seed.mjs';

/**
 * Fills a migrated database, which no server has open, with so many skills: the PostgreSQL that
 * `DATABASE_URL` names, else the embedded one in `data`.
 */
export async function fillDatabase(data, skills) {
  const database = await openDatabase(data);
  for (const statement of seedStatements(skills)) await database.run(statement);
  await database.close();
}

async function openDatabase(data) {
  const connectionString = process.env.DATABASE_URL;
  if (connectionString) {
    const { Client } = await import('pg');
    const client = new Client({ connectionString });
    await client.connect();
    return { run: (text) => client.query(text), close: () => client.end() };
  }
  const { PGlite } = await import('@electric-sql/pglite');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  const dataDir = join(data, 'database');
  const engine = await PGlite.create({ dataDir, extensions: { pg_trgm } });
  return { run: (text) => engine.exec(text), close: () => engine.close() };
}
