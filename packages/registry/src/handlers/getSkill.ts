import { varyByCaller } from '../http/conditional.ts';
import type { Handler } from '../http/Exchange.ts';
import { skillNameOf } from '../http/parameters.ts';
import { recentDownloads } from '../downloads/recentDownloads.ts';
import { findVisibleSkill } from '../skills/findSkill.ts';
import { wireSkill } from '../skills/wireSkill.ts';

/** `GET /api/skills/{account}/{name}`: one skill. */
export const getSkill: Handler = async (exchange, registry) => {
  const row = await findVisibleSkill(registry, exchange.get('caller'), skillNameOf(exchange));
  const recent = await recentDownloads(registry.sql, row.id, registry.now());
  varyByCaller(exchange);
  return exchange.json({ data: wireSkill(row, recent) });
};
