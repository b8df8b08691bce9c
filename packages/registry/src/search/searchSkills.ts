import { sql, type Expression, type RawBuilder, type SqlBool } from 'kysely';
import type { Caller } from '../accounts/tokens.ts';
import type { Registry } from '../Registry.ts';
import { readableAccounts } from '../accounts/permissions.ts';
import { correctWords } from './correctWords.ts';
import type { SkillQuery } from './readSearchQuery.ts';
import type { SkillPage } from './SkillPage.ts';
import { wordsOf } from './searchText.ts';

const MOST_WORDS = 12;

/**
 * The skills that a query finds, of those the caller may see. Words are combined with AND; each may be
 * a prefix or another form of a word. Where that finds nothing, mistyped words are corrected. The order
 * is total, so pages neither repeat nor skip while nothing is written.
 */
export async function searchSkills(
  registry: Registry,
  caller: Caller | null,
  query: SkillQuery,
): Promise<SkillPage> {
  const words = wordsOf(query.words).slice(0, MOST_WORDS);
  if (words.length === 0 && query.words.trim() !== '') return { total: 0, skills: [] };
  const accounts = await readableAccounts(registry.sql, caller);
  const finding = { query, words, accounts };
  if (accounts.length > 0) return await findCorrected(registry, finding);
  return await registry.searches.get(JSON.stringify(query), () => findCorrected(registry, finding));
}

async function findCorrected(registry: Registry, finding: Finding): Promise<SkillPage> {
  const found = await findPage(registry, finding);
  if (found.total > 0 || finding.words.length === 0) return found;
  const words = await correctWords(registry.sql, finding.words);
  return words === null ? found : await findPage(registry, { ...finding, words });
}

interface Finding {
  readonly query: SkillQuery;
  readonly words: readonly string[];
  readonly accounts: readonly number[];
}

async function findPage({ sql: database }: Registry, finding: Finding): Promise<SkillPage> {
  const { query, words } = finding;
  const wanted = words.length === 0 ? null : textQuery(words);
  const matching = database
    .selectFrom('skills')
    .where((where) => where.and(conditionsOf(finding, wanted)));
  const skills = await matching
    .select(LISTED)
    // Words have to be looked for among all anyway; without them an index gives the page alone.
    .$if(wanted !== null, (page) => page.select(sql<number>`count(*) over ()`.as('total')))
    .orderBy(orderOf(query, words, wanted))
    .orderBy('id')
    .limit(query.limit)
    .offset(query.offset)
    .execute();
  const total = skills[0]?.total;
  if (total !== undefined) return { total, skills };
  const counted = await matching
    .select(({ fn }) => fn.countAll<number>().as('total'))
    .executeTakeFirstOrThrow();
  return { total: counted.total, skills };
}

const LISTED = [
  'account',
  'name',
  'latest',
  'description',
  'keywords',
  'categories',
  'downloads',
  'updated_at',
  'license',
] as const;

function conditionsOf(
  { query, accounts }: Finding,
  wanted: RawBuilder<string> | null,
): Expression<SqlBool>[] {
  const { category, keyword, account } = query;
  return [
    accounts.length === 0
      ? sql<boolean>`visibility = 'public'`
      : sql<boolean>`(visibility = 'public' or account_id = any(${accounts}))`,
    ...(wanted === null ? [] : [sql<boolean>`search @@ ${wanted}`]),
    ...(category === undefined ? [] : [sql<boolean>`categories @> array[${category}::text]`]),
    ...(keyword === undefined ? [] : [sql<boolean>`keywords @> array[${keyword}::text]`]),
    ...(account === undefined ? [] : [sql<boolean>`account = ${account}`]),
  ];
}

/** Each word as it is and as a prefix, or the stem of each. Words hold letters and digits only. */
function textQuery(words: readonly string[]): RawBuilder<string> {
  const prefixes = words.map((word) => `${word}:*`).join(' & ');
  return sql<string>`(to_tsquery('simple', ${prefixes})
    || plainto_tsquery('english', ${words.join(' ')}))`;
}

function orderOf(
  { sort }: SkillQuery,
  words: readonly string[],
  wanted: RawBuilder<string> | null,
): RawBuilder<unknown> {
  switch (sort) {
    case 'name':
      return sql`name, account`;
    case 'recent':
      return sql`updated_at desc`;
    case 'relevance':
      if (wanted === null) return sql`downloads desc`;
      return sql`(name = ${words.join('-')}) desc,
        ts_rank(array[0.05, 0.2, 0.5, 1.0]::real[], search, ${wanted}, 1) desc, downloads desc`;
    case 'downloads':
      return sql`downloads desc`;
  }
}
