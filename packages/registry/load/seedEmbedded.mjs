import { PGlite } from '@electric-sql/pglite';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';
import { seedStatements } from './seed.mjs';

/** Fills the migrated embedded database in a folder, which no server has open, with so many skills. */
export async function seedEmbedded(dataDir, skills) {
  const engine = await PGlite.create({ dataDir, extensions: { pg_trgm } });
  for (const statement of seedStatements(skills)) await engine.exec(statement);
  await engine.close();
}
