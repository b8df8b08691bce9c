import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { sql } from 'kysely';
import { migrate } from '../../../packages/registry/src/database/migrate.ts';
import { migrations } from '../../../packages/registry/src/database/migrations/all.ts';
import {
  openDatabase,
  type Database,
} from '../../../packages/registry/src/database/openDatabase.ts';
import { registryTemplate } from '../../helpers/registryTemplate.ts';

describe('migrations', () => {
  let database: Database;
  let directory: string;

  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'paks-migrations-'));
    const template = await registryTemplate();
    database = await openDatabase({ kind: 'embedded', directory, template });
  }, 60_000);

  afterAll(async () => {
    await database.close();
    await rm(directory, { recursive: true });
  });

  test('are applied once', async () => {
    expect(await migrate(database.sql)).toEqual([]);
    const { rows } = await sql`select name from migrations`.execute(database.sql);
    expect(rows).toEqual(migrations.map(({ name }) => ({ name })));
  });

  test('leave no index with a list that searches would have to read to its end', async () => {
    const { rows } = await sql<{ name: string; options: string[] | null }>`
      select relname as name, reloptions as options from pg_class
      join pg_am on pg_am.oid = relam where amname = 'gin'`.execute(database.sql);
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.filter(({ options }) => !options?.includes('fastupdate=off'))).toEqual([]);
  });

  test('of a newer server are recognised, and nothing is touched', async () => {
    await sql`insert into migrations (name) values ('9999-future')`.execute(database.sql);
    await expect(migrate(database.sql)).rejects.toThrow(/newer server \(`9999-future`\)/);
    await sql`delete from migrations where name = '9999-future'`.execute(database.sql);
  });
});
