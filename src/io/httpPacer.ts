import { LONGEST_RETRY_AFTER } from './httpRetry.ts';

/** A pause that is due before the next request. */
export interface Turn {
  readonly waitMs: number;
  /** Milliseconds since the epoch at which the window ends. */
  readonly endsAt: number;
  /** True for the first of those that wait for the same moment. */
  readonly isFirst: boolean;
}

/**
 * Keeps a client within the limits of servers (`RateLimit-Limit`, `-Remaining` and `-Reset` of
 * draft-ietf-httpapi-ratelimit-headers-03) and within the user's own, origin by origin. Knows no clock
 * and no timer: times are given, waits are given back.
 */
export interface Pacer {
  /** Takes one request out of the window; null where it may be sent now, else how long to wait. */
  take(origin: string, now: number): Turn | null;
  /** The wait for a turn is over: a new window begins. */
  renew(origin: string, turn: Turn): void;
  /** What an answer says of its server's limit. */
  learn(origin: string, header: (name: string) => string | null, now: number): void;
  /** A request that was taken has its answer, or has failed. */
  done(origin: string): void;
}

const MINUTE = 60_000;

/** Windows of fixed length; `perMinute` is the user's own limit. */
export function createPacer(perMinute: number | undefined): Pacer {
  const lanes = new Map<string, Lane>();
  const laneOf = (origin: string): Lane => {
    const lane = lanes.get(origin) ?? newLane(perMinute);
    lanes.set(origin, lane);
    return lane;
  };
  return {
    take: (origin, now) => {
      const lane = laneOf(origin);
      for (const window of [lane.own, lane.server]) {
        if (window !== null && isSpent(window, now)) return turnOf(window, now);
      }
      for (const window of [lane.own, lane.server]) if (window !== null) window.left--;
      lane.underWay++;
      return null;
    },
    renew: (origin, { endsAt }) => {
      const { own, server } = laneOf(origin);
      for (const window of [own, server]) if (window?.endsAt === endsAt) renew(window, endsAt);
    },
    learn: (origin, header, now) => {
      const lane = laneOf(origin);
      const told = readLimit(header);
      // What is under way beside this answer's own request is not in its count yet.
      if (told !== null) lane.server = serverWindow(told, lane.underWay - 1, now);
    },
    done: (origin) => void laneOf(origin).underWay--,
  };
}

interface Window {
  readonly limit: number;
  left: number;
  endsAt: number;
  waiting: boolean;
}

interface Lane {
  readonly own: Window | null;
  server: Window | null;
  underWay: number;
}

interface Limit {
  readonly limit: number;
  readonly remaining: number;
  readonly resetMs: number;
}

function newLane(perMinute: number | undefined): Lane {
  const own =
    perMinute === undefined ? null : { limit: perMinute, left: 0, endsAt: 0, waiting: false };
  return { own, server: null, underWay: 0 };
}

/** True while nothing is left of a window that has not ended; one that has is renewed. */
function isSpent(window: Window, now: number): boolean {
  if (now >= window.endsAt) renew(window, now);
  return window.left <= 0;
}

function renew(window: Window, at: number): void {
  window.left = window.limit;
  window.endsAt = at + MINUTE;
  window.waiting = false;
}

function turnOf(window: Window, now: number): Turn {
  const isFirst = !window.waiting;
  window.waiting = true;
  return { waitMs: Math.max(1, window.endsAt - now), endsAt: window.endsAt, isFirst };
}

/** A server that asks for more patience than is reasonable says so again with its 429. */
function serverWindow(told: Limit, underWay: number, now: number): Window | null {
  if (told.resetMs > LONGEST_RETRY_AFTER) return null;
  const left = told.remaining - underWay;
  return { limit: told.limit, left, endsAt: now + told.resetMs, waiting: false };
}

function readLimit(header: (name: string) => string | null): Limit | null {
  const [limit, remaining, reset] = ['limit', 'remaining', 'reset'].map((name) =>
    wholeNumber(header(`ratelimit-${name}`)),
  );
  if (remaining == null || reset == null) return null;
  return { limit: Math.max(1, limit ?? remaining), remaining, resetMs: reset * 1000 };
}

function wholeNumber(text: string | null): number | null {
  // `100, 100;w=60`: the first is the limit that holds.
  const [, digits] = /^\s*(\d{1,9})\s*(?:[,;]|$)/.exec(text ?? '') ?? [];
  return digits === undefined ? null : Number(digits);
}
