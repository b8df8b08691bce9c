import { sql, type RawBuilder } from 'kysely';
import type { Registry } from '../../Registry.ts';

/** A category or keyword, and how many public skills carry it. */
export interface Mark {
  readonly name: string;
  readonly skills: number;
}

/** What visitors may narrow a search down with. */
export interface PopularMarks {
  readonly categories: readonly Mark[];
  readonly keywords: readonly Mark[];
}

const FRESH_MS = 60_000;
const MOST_CATEGORIES = 40;
const MOST_KEYWORDS = 60;

/** Reads the commonest marks of public skills, at most once a minute. */
export function popularMarksOf(registry: Registry): () => Promise<PopularMarks> {
  let read: { readonly at: number; readonly marks: Promise<PopularMarks> } | null = null;
  return () => {
    const now = registry.now().getTime();
    if (read === null || now - read.at >= FRESH_MS) {
      const marks = readMarks(registry);
      read = { at: now, marks };
      marks.catch(() => {
        read = null;
      });
    }
    return read.marks;
  };
}

async function readMarks({ sql: database }: Registry): Promise<PopularMarks> {
  const commonest = async (column: RawBuilder<unknown>, most: number) => {
    const { rows } = await sql<Mark>`
      select mark as name, count(*)::int as skills
      from skills, unnest(${column}) as mark
      where visibility = 'public'
      group by mark order by skills desc, mark limit ${most}`.execute(database);
    return rows;
  };
  return {
    categories: await commonest(sql`categories`, MOST_CATEGORIES),
    keywords: await commonest(sql`keywords`, MOST_KEYWORDS),
  };
}
