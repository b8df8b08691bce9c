import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Contestant } from './Contestant.ts';
import { measure, type Sample } from './measure.ts';
import { type CaseKind, SKILLS, type World } from './World.ts';

/**
 * The four situations: nothing is there; only the lock is there; lock and caches are there; all is
 * there.
 */
export const PHASES = ['cold', 'frozen', 'warm', 'no-op'] as const;

/** One of {@link PHASES}. */
export type Phase = (typeof PHASES)[number];

/** What is run, and what it costs at most. */
export interface RunOptions {
  readonly contestant: Contestant;
  readonly kind: CaseKind;
  readonly world: World;
  readonly folder: string;
  /** Phases that were too slow to run again. */
  readonly skip: ReadonlySet<Phase>;
  /** Milliseconds since the epoch after which no phase is started, and the last one is ended. */
  readonly deadline: number;
  /** Hears of every phase that was done, also where a later one fails. */
  readonly record: (phase: Phase, sample: Sample) => void;
}

const LONGEST_RUN_MS = 60_000;
const SHORTEST_RUN_MS = 2_000;

/** Takes a contestant once through the phases of a case, each in the state the one before left. */
export async function runContestant(options: RunOptions): Promise<void> {
  const { contestant, kind, world, folder, skip, deadline, record } = options;
  const base = mkdtempSync(join(folder, 'run-'));
  const first = makePlace(join(base, 'first'), options);
  const run = async (phase: Phase, place: Place, script: string): Promise<void> => {
    const left = deadline - Date.now();
    if (skip.has(phase) || left < SHORTEST_RUN_MS) return;
    const { project: directory, environment } = place;
    const timeoutMs = Math.min(LONGEST_RUN_MS, left);
    const sample = await measure(script, { directory, environment, timeoutMs });
    checkCount(options, phase, place.project);
    record(phase, sample);
  };
  await run('cold', first, contestant.install(kind, world));
  await run('no-op', first, contestant.install(kind, world));
  for (const path of contestant.ignored)
    rmSync(join(first.project, path), { recursive: true, force: true });
  await run('warm', first, contestant.restore(kind, world));
  const second = makePlace(join(base, 'second'), options);
  for (const lock of contestant.locks)
    cpSync(join(first.project, lock), join(second.project, lock));
  await run('frozen', second, contestant.restore(kind, world));
  rmSync(base, { recursive: true, force: true });
}

interface Place {
  readonly project: string;
  readonly environment: Readonly<Record<string, string>>;
}

/** A project without a lock, and a home without a cache. */
function makePlace(base: string, { contestant, kind, world }: RunOptions): Place {
  const project = join(base, 'project');
  const home = join(base, 'home');
  mkdirSync(project, { recursive: true });
  mkdirSync(home, { recursive: true });
  for (const [path, text] of Object.entries(contestant.project(kind, world))) {
    writeFileSync(join(project, path), text);
  }
  const environment = {
    PATH: process.env['PATH'] ?? '',
    HOME: home,
    XDG_CACHE_HOME: join(home, '.cache'),
    XDG_CONFIG_HOME: join(home, '.config'),
    XDG_DATA_HOME: join(home, '.local', 'share'),
    XDG_STATE_HOME: join(home, '.local', 'state'),
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    // No tool may phone home: there is no network, and waiting for it would be measured.
    DISABLE_TELEMETRY: '1',
    DO_NOT_TRACK: '1',
    NO_UPDATE_NOTIFIER: '1',
    NO_COLOR: '1',
    ...contestant.environment?.(world),
  };
  return { project, environment };
}

function checkCount({ contestant, kind }: RunOptions, phase: Phase, project: string): void {
  if (contestant.installed.length === 0) return;
  const folders = contestant.installed.map((path) => join(project, path));
  const found = folders.find((path) => existsSync(path));
  const names = found === undefined ? [] : readdirSync(found);
  const missing = SKILLS[kind].filter((name) => !names.includes(name));
  if (missing.length === 0) return;
  throw new Error(`${contestant.name}, ${kind}, ${phase}: ${missing.length} skills are missing`);
}
