import type { Sort } from '../protocol/sorts.ts';

/** How `paks search` may order what it finds; the first is the default. */
export const SEARCH_ORDERS = [
  'downloads',
  'recent',
  'name',
  'relevance',
] as const satisfies readonly Sort[];
