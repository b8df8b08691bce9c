import { hash } from 'node:crypto';
import { gunzipSync, gzipSync } from 'node:zlib';
import { readFileSync, statSync, writeFileSync, existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createRegistry } from '../../../packages/registry/src/createRegistry.ts';
import { migrate } from '../../../packages/registry/src/database/migrate.ts';
import { migrations } from '../../../packages/registry/src/database/migrations/all.ts';
import { openDatabase } from '../../../packages/registry/src/database/openDatabase.ts';
import { runOperatorCommand } from '../../../packages/registry/src/operator/operatorCommands.ts';
import { DEFAULT_SETTINGS } from '../../../packages/registry/src/Settings.ts';
import { startServer } from '../../../packages/registry/src/startServer.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';
import type { StartedPostgres } from '../../../packages/registry/scripts/startPostgres.mjs';
import { postgresServer } from '../../helpers/postgresServer.ts';
import { startRegistry } from '../../helpers/startRegistry.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const folder = temporaryFolders();
let harness: RegistryHarness;
let postgres: StartedPostgres;
let token: string;

beforeAll(async () => {
  [harness, postgres] = await Promise.all([startRegistryHarness(), postgresServer()]);
  await harness.publishAll([
    {
      account: 'acme',
      name: 'deploy',
      version: '1.0.0',
      description: 'Überall “quotes”, \u2028 and 🚀',
      files: { 'data.bin': new Uint8Array(1_200_000).map((_, index) => (index * 7919) >> 3) },
    },
    { account: 'acme', name: 'deploy', version: '1.1.0', dependencies: { 'acme/base': '*' } },
    { account: 'jane', name: 'hidden', version: '0.1.0' },
  ]);
  token = await harness.createToken('jane');
  await harness.operate('skill', 'visibility', 'jane/hidden', 'private');
  await harness.operate('skill', 'yank', 'acme/deploy', '1.0.0');
  await harness.operate('mirror', 'https://skills.example.com');
  await harness.operate('mirror', 'off');
  await harness.ask(ARCHIVE);
}, 60_000);

afterAll(async () => {
  await Promise.all([harness.close(), postgres.close()]);
});

const ARCHIVE = '/api/skills/acme/deploy/versions/1.0.0/archive';
const PATHS = [
  '/api/skills',
  '/api/skills?q=quotes',
  '/api/skills?q=deplyo',
  '/api/skills/acme/deploy',
  '/api/skills/acme/deploy/versions',
  '/api/skills/acme/deploy/versions/1.0.0',
  '/api/skills/jane/hidden/versions',
  ARCHIVE,
];

/** What a registry answers, to everybody and to the holder of the token. */
async function answersOf(url: string): Promise<readonly unknown[]> {
  const answers: unknown[] = [];
  for (const path of PATHS) {
    for (const headers of [{}, { authorization: `Bearer ${token}` }]) {
      const answer = await fetch(url + path, { headers });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      answers.push([path, answer.status, answer.headers.get('etag'), bytesShown(path, bytes)]);
    }
  }
  return answers;
}

/** Small enough for a difference to be shown. */
function bytesShown(path: string, bytes: Uint8Array): string {
  if (path === ARCHIVE) return hash('sha256', bytes);
  // Asking for the archive is counted.
  const text = Buffer.from(bytes)
    .toString('utf8')
    .replaceAll(/"downloads(_recent)?":\d+/g, '');
  return text.slice(0, 3_000);
}

/** A server on a PostgreSQL of its own. */
async function startOnPostgres() {
  const url = await postgres.createDatabase();
  const database = await openDatabase({ kind: 'postgres', url });
  await migrate(database.sql);
  const rateLimits = { withToken: 0, anonymous: 0 };
  const settings = { ...DEFAULT_SETTINGS, port: 0, databaseUrl: url, rateLimits };
  const registry = createRegistry({ database, settings, log: () => undefined });
  const server = await startServer(registry);
  return {
    url: server.url,
    operate: (...argv: readonly string[]) => runOperatorCommand(registry, argv),
    close: async () => {
      await server.stop();
      await database.close();
    },
  };
}

describe('a backup', () => {
  test('moves a registry from the embedded engine to PostgreSQL and back', async () => {
    const files = [join(folder(), 'one.gz'), join(folder(), 'two.gz')] as const;
    const before = await answersOf(harness.url);
    await harness.operate('backup', files[0]);
    expect(statSync(files[0]).mode & 0o777).toBe(0o600);

    const server = await startOnPostgres();
    await server.operate('restore', files[0]);
    expect(await server.operate('skill', 'list')).toEqual(await harness.operate('skill', 'list'));
    expect(await answersOf(server.url)).toEqual(before);
    await server.operate('account', 'create', 'newcomer');
    await server.operate('backup', files[1]);
    await server.close();

    const back = await startRegistry();
    await back.operate('restore', files[1]);
    expect(await answersOf(back.url)).toEqual(before);
    expect(await back.operate('account', 'list')).toContain('newcomer\tuser\tactive');
    const audit = (await back.operate('audit')).join('\n');
    expect(audit).toContain('registry.restore');
    expect(audit).toContain('version.index\tacme/deploy@1.0.0');
    await back.close();
  }, 60_000);

  test('leaves no half file, and the old one where writing fails', async () => {
    const directory = folder();
    await expect(harness.operate('backup', join(directory, 'no', 'file.gz'))).rejects.toThrow();
    await harness.operate('backup', join(directory, 'file.gz'));
    await harness.operate('backup', join(directory, 'file.gz'));
    expect(readdirSync(directory)).toEqual(['file.gz']);
    expect(existsSync(join(directory, 'no'))).toBe(false);
  });
});

describe('restoring', () => {
  test('is refused where there are accounts', async () => {
    const file = join(folder(), 'backup.gz');
    await harness.operate('backup', file);
    await expect(harness.operate('restore', file)).rejects.toThrow(/empty registry only/);
    expect((await harness.ask('/api/skills/acme/deploy')).status).toBe(200);
  });

  test('a damaged, short, foreign or newer file changes nothing', async () => {
    const directory = folder();
    const file = join(directory, 'backup.gz');
    await harness.operate('backup', file);
    const packed = readFileSync(file);
    const text = gunzipSync(packed).toString('utf8');
    const lines = text.trimEnd().split('\n');
    const flipped = Buffer.from(packed);
    flipped[packed.length >> 1] = (flipped[packed.length >> 1] ?? 0) ^ 0xff;
    const bad: readonly (readonly [string, Uint8Array, RegExp])[] = [
      ['flipped', flipped, /damaged|invalid/i],
      ['cut', packed.subarray(0, packed.length - 100), /damaged/],
      ['short', gzipSync(lines.slice(0, -1).join('\n')), /damaged/],
      [
        'missing',
        gzipSync([...lines.slice(0, 3), ...lines.slice(4)].join('\n')),
        /damaged|violates/,
      ],
      ['plain', Buffer.from(text), /no backup|damaged/],
      ['foreign', gzipSync('{"format":"other"}\n'), /no backup/],
      ['newer', gzipSync(text.replace(migrations[0]!.name, '9999-future')), /newer server/],
    ];
    const empty = await startRegistry();
    for (const [name, bytes, message] of bad) {
      const path = join(directory, name);
      writeFileSync(path, bytes);
      await expect(empty.operate('restore', path)).rejects.toThrow(message);
    }
    await expect(empty.operate('restore', join(directory, 'none'))).rejects.toThrow(/ENOENT/);
    expect(await empty.operate('account', 'list')).toEqual([]);
    await empty.operate('restore', file);
    expect(await answersOf(empty.url)).toEqual(await answersOf(harness.url));
    await empty.close();
  }, 60_000);

  test('takes a backup of an older server, and brings it to the newest form', async () => {
    const url = await postgres.createDatabase();
    const file = join(folder(), 'old.gz');
    const oldest = JSON.stringify({
      format: 'paks-registry-backup',
      version: 1,
      migrations: [migrations[0]!.name],
    });
    const account = JSON.stringify({ ...ACCOUNT, id: 7 });
    writeFileSync(file, gzipSync(`${oldest}\n["accounts",${account}]\n{"rows":1}\n`));
    const database = await openDatabase({ kind: 'postgres', url });
    await migrate(database.sql);
    const context = { sql: database.sql, now: () => new Date(), changes: harness.registry.changes };
    await runOperatorCommand(context, ['restore', file]);
    await runOperatorCommand(context, ['account', 'create', 'later']);
    const rows = await database.sql.selectFrom('accounts').selectAll().orderBy('id').execute();
    expect(rows).toMatchObject([
      { id: 7, name: 'acme', mirrored_from: null },
      { id: 8, name: 'later' },
    ]);
    expect(await migrate(database.sql)).toEqual([]);
    await database.close();
  });
});

const ACCOUNT = {
  name: 'acme',
  kind: 'user',
  status: 'active',
  created_at: '2026-01-01T00:00:00+00:00',
};
