/** How often a request is repeated after the first try. */
export const RETRIES = 3;

/** The longest a server's `Retry-After` is waited for, in milliseconds. */
export const LONGEST_RETRY_AFTER = 60_000;

const SHORTEST_WINDOW = 500;
const LONGEST_WINDOW = 8_000;
const WINDOW_GROWTH = 4;

/** True for answers that another try may better: 408, 429 and the passing server errors. */
export function isRetriable(status: number): boolean {
  if (status === 408 || status === 429) return true;
  return status >= 500 && status !== 501 && status !== 505;
}

/**
 * Milliseconds to wait before retry number `attempt` (from 0): full jitter over a window that grows
 * 0.5, 2, 8 s, so that many clients do not come back together. `random` is in [0, 1).
 */
export function backoff(attempt: number, random: number): number {
  return Math.round(random * Math.min(LONGEST_WINDOW, SHORTEST_WINDOW * WINDOW_GROWTH ** attempt));
}

/**
 * Milliseconds that a `Retry-After` header asks for, as seconds or as an HTTP date (RFC 9110,
 * section 10.2.3); null when it is absent or says neither. A date in the past is 0.
 */
export function parseRetryAfter(header: string | null, now: number): number | null {
  if (header === null) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  if (!/^[A-Za-z]{3,9}, ?\d/.test(text)) return null;
  const date = Date.parse(text);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}
