import { PaksError } from '../errors/PaksError.ts';
import type { Sort } from '../protocol/sorts.ts';
import type { FoundSkill } from '../registry/SkillRecord.ts';
import { openRegistry } from './openRegistry.ts';
import type { Services } from './Services.ts';

/** What `paks search` was asked for; filters combine with AND. */
export interface SearchInput {
  /** '' finds everything. */
  readonly query: string;
  readonly filters: SearchFilters;
  readonly sort: Sort;
  /** From 1 to 100. */
  readonly limit: number;
  /** From 1. */
  readonly page: number;
}

/** What a skill must have to be found; null for anything. */
export interface SearchFilters {
  readonly category: string | null;
  readonly keyword: string | null;
  readonly author: string | null;
  /** Another word for `author`: a skill's account publishes it. */
  readonly account: string | null;
}

/** A skill as `--json` shows it; its times are RFC 3339. */
export interface ListedFind extends Omit<FoundSkill, 'updatedAt'> {
  readonly updatedAt: string;
}

/** A page of what was found, and what was asked. */
export interface SearchResult {
  readonly registry: string;
  readonly query: string;
  readonly filters: Omit<SearchFilters, 'author'>;
  readonly sort: Sort;
  readonly total: number;
  readonly page: number;
  readonly pages: number;
  readonly perPage: number;
  readonly skills: readonly ListedFind[];
}

/**
 * Asks one registry for a page of skills: one request, or none within a minute of the same one. Throws
 * `USAGE` for an author and an account that differ, `OFFLINE`, and what the registry's client throws.
 */
export async function search(input: SearchInput, services: Services): Promise<SearchResult> {
  const { query, filters, sort, limit } = input;
  const { category, keyword } = filters;
  const account = accountOf(filters);
  const registry = await openRegistry(services);
  const found = await registry.search({
    q: query === '' ? undefined : query,
    category: category ?? undefined,
    keyword: keyword ?? undefined,
    author: account ?? undefined,
    sort,
    limit,
    page: input.page,
  });
  const { skills, total, page, perPage } = found;
  return {
    registry: registry.name,
    query,
    filters: { category, keyword, account },
    sort,
    total,
    page,
    pages: Math.ceil(total / Math.max(1, perPage)),
    perPage,
    skills: skills.map((skill) => ({
      ...skill,
      updatedAt: new Date(skill.updatedAt).toISOString(),
    })),
  };
}

function accountOf({ author, account }: SearchFilters): string | null {
  if (author === null || account === null || author === account) return author ?? account;
  throw new PaksError('USAGE', {
    message: `no skill is both of \`${author}\` and of \`${account}\`: a skill has one publisher`,
    hint: 'leave out `--author` or `--account`',
  });
}
