import { Refusal } from '../../http/Refusal.ts';
import type { Exchange } from '../../http/Exchange.ts';

const MOST = 100_000;

/** The `page` that an address asks for, from 1. Throws `INVALID_REQUEST`. */
export function pageNumberOf(exchange: Exchange): number {
  const text = exchange.req.query('page') ?? '1';
  const page = /^\d{1,6}$/.test(text) ? Number(text) : 0;
  if (page >= 1 && page <= MOST) return page;
  throw new Refusal('INVALID_REQUEST', `\`page\` is not a number from 1 to ${MOST}`);
}
