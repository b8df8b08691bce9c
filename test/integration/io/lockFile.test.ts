import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { PaksEvent } from '../../../src/events/events.ts';
import { type Clock, systemClock } from '../../../src/io/clock.ts';
import { nodeFileSystem } from '../../../src/io/FileSystem.ts';
import { type LockServices, withLock } from '../../../src/io/lockFile.ts';
import { faultyFileSystem } from '../../helpers/faultyFileSystem.ts';
import { bundleScript, startScript } from '../../helpers/runScript.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();
let scripts: string;
let script: string;
let folder: string;
let lock: string;
let events: PaksEvent[];

beforeAll(() => {
  scripts = mkdtempSync(join(tmpdir(), 'paks-test-'));
  script = bundleScript('test/helpers/scripts/holdLock.ts', scripts);
});

afterAll(() => rmSync(scripts, { recursive: true }));

beforeEach(() => {
  folder = temporaryFolder();
  lock = join(folder, '.paks', 'lock');
  events = [];
});

function services(clock: Clock = systemClock): LockServices {
  return { fs: nodeFileSystem, clock, reporter: { report: (event) => void events.push(event) } };
}

/** A clock on which an hour of waiting passes at once. */
function hurriedClock(): Clock {
  let passed = 0;
  return {
    now: () => Date.now() + passed,
    sleep: async (milliseconds) => {
      passed += milliseconds * 100;
    },
  };
}

const done = async (): Promise<string> => 'done';

function plant(line: string): void {
  mkdirSync(join(folder, '.paks'));
  writeFileSync(lock, line);
}

describe('R06 a lock', () => {
  test('is there while the action runs, and gone after it', async () => {
    const seen = await withLock(lock, services(), async () => existsSync(lock));
    expect(seen).toBe(true);
    expect(readdirSync(join(folder, '.paks'))).toEqual([]);
  });

  test('is released when the action fails', async () => {
    const failing = withLock(lock, services(), async () => {
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(lock)).toBe(false);
  });

  test('lets several processes count without losing one', async () => {
    const file = join(folder, 'count');
    writeFileSync(file, '0');
    const running = [1, 2, 3, 4].map(() => startScript(script, [lock, 'count', file, '10']));
    const ends = await Promise.all(running.map((each) => each.end));
    expect(ends.map((end) => [end.code, end.output])).toEqual(ends.map(() => [0, '']));
    expect(readFileSync(file, 'utf8')).toBe('40');
  });

  test('is waited for, which is said once, with its holder', async () => {
    const holder = startScript(script, [lock, 'forever']);
    await holder.printed('held');
    const waiting = withLock(lock, services(), done);
    await systemClock.sleep(400);
    holder.kill('SIGINT');
    expect(await waiting).toBe('done');
    expect((await holder.end).code).toBe(130);
    const waits = events.filter((event) => event.type === 'lock.waiting');
    expect(waits).toEqual([
      { type: 'lock.waiting', holder: expect.stringMatching(/^process \d+$/) },
    ]);
  });

  test('is taken over from a process that was killed', async () => {
    const holder = startScript(script, [lock, 'forever']);
    await holder.printed('held');
    holder.kill('SIGKILL');
    await holder.end;
    expect(existsSync(lock)).toBe(true);
    expect(await withLock(lock, services(), done)).toBe('done');
    expect(events).toEqual([]);
    expect(readdirSync(join(folder, '.paks'))).toEqual([]);
  });

  test('is not taken over from a living process, and the wait ends', async () => {
    plant(`0123456789abcdef ${process.pid} ${hostname()}\n`);
    await expect(withLock(lock, services(hurriedClock()), done)).rejects.toMatchObject({
      code: 'PROJECT_BUSY',
      message: expect.stringContaining(`process ${process.pid}`),
    });
    expect(existsSync(lock)).toBe(true);
  });

  test('of another machine is respected until it has been silent for two minutes', async () => {
    plant('0123456789abcdef 1 elsewhere\n');
    await expect(withLock(lock, services(hurriedClock()), done)).rejects.toMatchObject({
      message: expect.stringContaining('process 1 on `elsewhere`'),
    });
    const silent = new Date(Date.now() - 121_000);
    utimesSync(lock, silent, silent);
    expect(await withLock(lock, services(), done)).toBe('done');
  });

  test('that somebody else took over is left alone', async () => {
    await withLock(lock, services(), async () => {
      writeFileSync(lock, 'ffffffffffffffff 1 elsewhere\n');
    });
    expect(readFileSync(lock, 'utf8')).toContain('elsewhere');
  });

  test('is waited for no longer when the run is aborted', async () => {
    plant(`0123456789abcdef ${process.pid} ${hostname()}\n`);
    const aborted = { ...services(), signal: AbortSignal.timeout(50) };
    await expect(withLock(lock, aborted, done)).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('R04 that cannot be made leaves nothing behind', async () => {
    const quiet = faultyFileSystem(0);
    await withLock(lock, { ...services(), fs: quiet.fs }, done);
    for (let call = 1; call <= quiet.calls(); call++) {
      const faulty = faultyFileSystem(call);
      await withLock(lock, { ...services(), fs: faulty.fs }, done).catch(() => undefined);
      const wasHeld = ['readFile', 'removeFile'].includes(faulty.failed() ?? 'none');
      expect(existsSync(lock)).toBe(wasHeld);
      rmSync(lock, { force: true });
      expect(await withLock(lock, services(), done)).toBe('done');
    }
  });
});
