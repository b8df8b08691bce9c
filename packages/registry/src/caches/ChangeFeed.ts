import { setTimeout as sleep } from 'node:timers/promises';
import { sql, type Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** Skills whose cached answers are stale; `all` where the feed cannot tell which. */
export type Changes = ReadonlySet<number> | 'all';

/**
 * Tells one process what was written since it last asked, by itself or by any other. An answer covers
 * every write that was committed before the question: a cache that asks first is never stale.
 */
export interface ChangeFeed {
  read(): Promise<Changes>;
  /** Said after each commit of this process. */
  announce(skillId: number): void;
}

/** For an embedded database: no other process can write, so no question goes to it. */
export function localChangeFeed(): ChangeFeed {
  let changed = new Set<number>();
  return {
    read: () => {
      const read = changed;
      changed = new Set();
      return Promise.resolve(read);
    },
    announce: (skillId) => {
      changed.add(skillId);
    },
  };
}

/** For a shared database: one small question at a time, which answers all who asked before it. */
export function sharedChangeFeed(database: Kysely<Tables>): ChangeFeed {
  let revision: number | null = null;
  const read = async (): Promise<Changes> => {
    const since = revision;
    const state = await readState(database, since);
    revision = state.revision;
    if (since === null || state.skills.length < state.revision - since) return 'all';
    return new Set(state.skills);
  };
  return { read: coalesced(read), announce: () => undefined };
}

interface State {
  readonly revision: number;
  readonly skills: readonly number[];
}

async function readState(database: Kysely<Tables>, since: number | null): Promise<State> {
  const { rows } = await sql<{ revision: number; skills: number[] | null }>`
    select revision, case when revision > ${since ?? -1} then
      (select array_agg(skill_id) from changes where changes.revision > ${since}) end as skills
    from registry_state`.execute(database);
  const [row] = rows;
  return { revision: row?.revision ?? 0, skills: row?.skills ?? [] };
}

/** Under load questions are answered together in bundles this far apart; alone, one waits for nothing. */
const SPACING_MS = 1;

/**
 * At most one run at a time; whoever asks while one is under way gets the next, because the present
 * one may have read before the question. The same answer may reach several callers.
 */
function coalesced<Value>(run: () => Promise<Value>): () => Promise<Value> {
  let running: Promise<Value> | null = null;
  let next: Promise<Value> | null = null;
  const start = (): Promise<Value> => {
    next = null;
    running = run().finally(() => {
      running = null;
    });
    return running;
  };
  const startSpaced = async (): Promise<Value> => {
    await sleep(SPACING_MS);
    return await start();
  };
  return () => {
    if (running === null && next === null) return start();
    next ??= (running ?? Promise.resolve()).then(startSpaced, startSpaced);
    return next;
  };
}
