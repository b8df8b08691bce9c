import { varyByCaller } from '../http/conditional.ts';
import type { Handler } from '../http/Exchange.ts';
import { readSearchQuery } from '../search/readSearchQuery.ts';
import { searchSkills } from '../search/searchSkills.ts';
import { wireSearchItem } from '../skills/wireSkill.ts';

/** `GET /api/skills` and `GET /api/skills/search`: a page of skills. */
export const listSkills: Handler = async (exchange, registry) => {
  const query = readSearchQuery(new URL(exchange.req.url).searchParams);
  const { total, skills } = await searchSkills(registry, exchange.get('caller'), query);
  varyByCaller(exchange);
  const page = Math.floor(query.offset / query.limit) + 1;
  return exchange.json({
    data: skills.map(wireSearchItem),
    meta: { total, page, per_page: query.limit },
  });
};
