import { dirname } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { Reporter } from '../events/Reporter.ts';
import type { Clock } from './clock.ts';
import type { FileSystem } from './FileSystem.ts';
import {
  createLock,
  describeHolder,
  isKnownDead,
  type LockHolder,
  newLockHolder,
  readLock,
  removeLock,
} from './lockHolder.ts';
import { onExit } from './onExit.ts';

/** What {@link withLock} works with. */
export interface LockServices {
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly signal?: AbortSignal | undefined;
}

const LONGEST_WAIT = 60_000;
const POLL = 100;
const HEARTBEAT = 10_000;
/** A holder on another machine, or one whose id was given to another process, is told by silence. */
const SILENCE = 120_000;
/** Taking over is one read and one removal; who guards it longer is dead. */
const LONGEST_TAKEOVER = 10_000;

/**
 * Runs an action while holding an advisory lock between processes: a file that exists meanwhile.
 * Waits up to a minute for another holder, reporting `lock.waiting` once, and takes over from a dead
 * one. The exit of the process releases it too. Throws `PROJECT_BUSY` or the signal's reason.
 */
export async function withLock<Result>(
  path: string,
  services: LockServices,
  action: () => Promise<Result>,
): Promise<Result> {
  const own = newLockHolder();
  await acquire(path, own, services);
  const release = hold(path, own, services);
  try {
    return await action();
  } finally {
    release();
  }
}

async function acquire(path: string, own: LockHolder, services: LockServices): Promise<void> {
  const { fs, clock, reporter, signal } = services;
  fs.makeDirectories(dirname(path));
  const deadline = clock.now() + LONGEST_WAIT;
  let reported = false;
  while (!createLock(fs, path, own)) {
    const holder = readLock(fs, path);
    if (isStale(services, path, holder) && takeOver(services, path, holder)) continue;
    if (clock.now() >= deadline) throw busy(path, holder);
    if (!reported) reporter.report({ type: 'lock.waiting', holder: describeHolder(holder) });
    reported = true;
    await clock.sleep(POLL + Math.random() * POLL, signal);
  }
}

function hold(path: string, own: LockHolder, { fs, clock }: LockServices): () => void {
  const ifStillOurs = (action: () => void) => (): void => {
    try {
      if (readLock(fs, path)?.id === own.id) action();
    } catch {
      // A lock that cannot be reached is taken over by others in time.
    }
  };
  const beat = setInterval(
    ifStillOurs(() => fs.changeTimes(path, clock.now())),
    HEARTBEAT,
  );
  beat.unref();
  const remove = ifStillOurs(() => removeLock(fs, path));
  const withdraw = onExit(remove);
  return () => {
    clearInterval(beat);
    withdraw();
    remove();
  };
}

function isStale({ fs, clock }: LockServices, path: string, holder: LockHolder | null): boolean {
  if (isKnownDead(holder)) return true;
  const status = fs.lstat(path);
  return status !== undefined && clock.now() - status.mtimeMs > SILENCE;
}

/** Guarded, because of two that take over at once the second would remove the first's own lock. */
function takeOver(services: LockServices, path: string, dead: LockHolder | null): boolean {
  const { fs, clock } = services;
  const guard = `${path}.takeover`;
  if (!createLock(fs, guard, newLockHolder())) {
    const status = fs.lstat(guard);
    if (status === undefined || clock.now() - status.mtimeMs <= LONGEST_TAKEOVER) return false;
  }
  try {
    if (readLock(fs, path)?.id === dead?.id) removeLock(fs, path);
  } finally {
    removeLock(fs, guard);
  }
  return true;
}

function busy(path: string, holder: LockHolder | null): PaksError {
  return new PaksError('PROJECT_BUSY', {
    message: `\`${path}\` has been held by ${describeHolder(holder)} for over ${LONGEST_WAIT / 1000} s`,
    hint: 'wait for it to end, or end it, and run the command again',
  });
}
