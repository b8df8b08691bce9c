import { readFileSync, writeFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { silentReporter } from '../../../src/events/Reporter.ts';
import { systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem as fs } from '../../../src/io/FileSystem.ts';
import { withLock } from '../../../src/io/lockFile.ts';

/** `holdLock LOCK count FILE TIMES`: adds one to a number in a file, so often, each under the lock. */
async function count(lock: string, file: string, times: number): Promise<void> {
  for (let done = 0; done < times; done++) {
    await withLock(lock, { fs, clock: systemClock, reporter: silentReporter }, async () => {
      const before = Number(readFileSync(file, 'utf8'));
      await wait(1);
      writeFileSync(file, String(before + 1));
    });
  }
}

/** `holdLock LOCK forever`: holds the lock until it is ended; an interrupt exits as the CLI does. */
async function forever(lock: string): Promise<void> {
  process.on('SIGINT', () => process.exit(130));
  await withLock(lock, { fs, clock: systemClock, reporter: silentReporter }, async () => {
    process.stdout.write('held');
    await wait(60_000);
  });
}

const [, , lock = '', mode, file = '', times = '0'] = process.argv;
await (mode === 'count' ? count(lock, file, Number(times)) : forever(lock));
