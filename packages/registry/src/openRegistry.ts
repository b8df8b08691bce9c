import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { silentReporter } from '../../../src/events/Reporter.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { withLock } from '../../../src/io/lockFile.ts';
import { createRegistry } from './createRegistry.ts';
import { migrate } from './database/migrate.ts';
import { openDatabase, type DatabaseLocation } from './database/openDatabase.ts';
import type { Log } from './Log.ts';
import type { Registry } from './Registry.ts';
import type { Settings } from './Settings.ts';

/**
 * Opens the database that the settings name, migrates it, and runs an action on it. An embedded one
 * is locked meanwhile, because only one process may have it open.
 */
export async function withRegistry<Result>(
  settings: Settings,
  log: Log,
  action: (registry: Registry) => Promise<Result>,
): Promise<Result> {
  const location = locationOf(settings);
  const run = async (): Promise<Result> => {
    const database = await openDatabase(location);
    try {
      const applied = await migrate(database.sql);
      if (applied.length > 0) log({ level: 'info', event: 'database.migrated', applied });
      return await action(createRegistry({ database, settings, log }));
    } finally {
      await database.close();
    }
  };
  if (location.kind === 'postgres') return await run();
  await mkdir(settings.dataDirectory, { recursive: true, mode: 0o700 });
  const lock = join(settings.dataDirectory, 'lock');
  const services = { fs: nodeFileSystem, clock: systemClock, reporter: silentReporter };
  return await withLock(lock, services, run);
}

function locationOf(settings: Settings): DatabaseLocation {
  const { databaseUrl, dataDirectory } = settings;
  return databaseUrl === undefined
    ? { kind: 'embedded', directory: join(dataDirectory, 'database') }
    : { kind: 'postgres', url: databaseUrl };
}
