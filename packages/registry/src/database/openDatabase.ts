import { mkdir } from 'node:fs/promises';
import { Kysely, PostgresDialect } from 'kysely';
import { Pool, types as standardTypes, type CustomTypesConfig, type PoolConfig } from 'pg';
import type { Tables } from './tables.ts';

/** Where the data lives. */
export type DatabaseLocation =
  | { readonly kind: 'embedded'; readonly directory: string; readonly template?: Blob | undefined }
  | { readonly kind: 'postgres'; readonly url: string; readonly connections?: number | undefined };

/** An open database of either kind; the same SQL runs on both. */
export interface Database {
  readonly kind: DatabaseLocation['kind'];
  readonly sql: Kysely<Tables>;
  /** A copy of an embedded database's folder, for tests that start from it; null on a real one. */
  dump(): Promise<Blob | null>;
  close(): Promise<void>;
}

/** Opens (for an embedded one: creates where needed) the database. It is not migrated yet. */
export async function openDatabase(location: DatabaseLocation): Promise<Database> {
  return location.kind === 'postgres'
    ? openPostgres(location.url, location.connections ?? 10)
    : await openEmbedded(location.directory, location.template);
}

function openPostgres(url: string, connections: number): Database {
  const pool = new Pool({ connectionString: url, max: connections, types, options: PLANNING });
  // A connection that breaks while idle is replaced by the pool; without a listener it would end us.
  pool.on('error', () => undefined);
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'postgres',
    sql: database,
    dump: () => Promise.resolve(null),
    close: () => database.destroy(),
  };
}

async function openEmbedded(directory: string, template: Blob | undefined): Promise<Database> {
  const { PGlite } = await import('@electric-sql/pglite');
  const { createPgConfig } = await import('@electric-sql/pglite/node-postgres');
  const { pg_trgm } = await import('@electric-sql/pglite/contrib/pg_trgm');
  await mkdir(directory, { recursive: true, mode: 0o700 });
  const engine = await PGlite.create({
    dataDir: directory,
    extensions: { pg_trgm },
    ...(template === undefined ? {} : { loadDataDir: template }),
  });
  await engine.exec('set random_page_cost = 1.1');
  const pool = new Pool(onOneConnection(createPgConfig(engine)));
  const database = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  return {
    kind: 'embedded',
    sql: database,
    dump: () => engine.dumpDataDir('gzip'),
    close: async () => {
      await database.destroy();
      await engine.close();
    },
  };
}

/** Everything is in memory or on flash: with the default the text index is not used. */
const PLANNING = '-c random_page_cost=1.1';

/** `connection` is an option of `pg` that its types leave out. */
function onOneConnection(config: object & { readonly connection: unknown }): PoolConfig {
  const options = { ...config, connection: config.connection, max: 1, types };
  return options;
}

/** 64-bit counts as numbers (none comes near 2⁵³) and dates as `YYYY-MM-DD`. */
const types: CustomTypesConfig = {
  getTypeParser: (oid, format) => {
    if (oid === standardTypes.builtins.INT8) return Number;
    if (oid === standardTypes.builtins.DATE) return String;
    return standardTypes.getTypeParser(oid, format);
  },
};
