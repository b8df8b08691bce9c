import { sql } from 'kysely';
import type { Handler } from '../http/Exchange.ts';
import { SERVER_VERSION } from '../version.ts';

/** `GET /api/health`: the process lives; the database is not asked. */
export const getHealth: Handler = (exchange) =>
  exchange.json({ data: { status: 'ok', version: SERVER_VERSION } });

/** `GET /api/ready`: the process can serve, its database included; `503` otherwise. */
export const getReady: Handler = async (exchange, registry) => {
  const ready = await sql`select 1`.execute(registry.sql).then(
    () => true,
    () => false,
  );
  const status = ready ? 'ok' : 'unavailable';
  return exchange.json({ data: { status, version: SERVER_VERSION } }, ready ? 200 : 503);
};
