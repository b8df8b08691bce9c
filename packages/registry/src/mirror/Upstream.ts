import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

/** The registry that this one mirrors, as `paks-registry mirror URL` set it. */
export interface Upstream {
  /** Without a trailing slash. */
  readonly url: string;
  /** For so long what was fetched is served without asking. */
  readonly freshMs: number;
}

/** A token for the upstream; it is sent to this very origin and to no other. */
export interface UpstreamToken {
  readonly origin: string;
  readonly token: string;
}

/** The upstream, or null where nothing is mirrored. */
export async function readUpstream(sql: Kysely<Tables>): Promise<Upstream | null> {
  const row = await sql.selectFrom('upstream').selectAll().executeTakeFirst();
  return row === undefined ? null : { url: row.url, freshMs: row.fresh_seconds * 1000 };
}

/**
 * `ORIGIN TOKEN`, as `PAKS_UPSTREAM_TOKEN` holds it. The origin is said with the token, so that whoever
 * changes the upstream's address does not take the token there. Throws a plain error that shows neither.
 */
export function parseUpstreamToken(text: string | undefined): UpstreamToken | null {
  if (text === undefined || text.trim() === '') return null;
  const [address = '', token = '', ...rest] = text.trim().split(/\s+/);
  if (rest.length === 0 && token !== '' && URL.canParse(address)) {
    return { origin: new URL(address).origin, token };
  }
  throw new Error('`PAKS_UPSTREAM_TOKEN` is not an origin, a space and a token');
}
