import { sql, type Kysely, type RawBuilder } from 'kysely';
import type { Tables } from '../database/tables.ts';
import type { SkillName } from '../skills/findSkill.ts';
import type { SkillFacts } from '../skills/skillFacts.ts';

const SEARCHED_CHARACTERS = 50_000;
const SHORTEST_WORD = 4;
const LONGEST_WORD = 40;

/**
 * What a skill is found by. Names and keywords count most and are kept as they are, so that prefixes
 * match; prose is stemmed, the `SKILL.md` counting least.
 */
export function searchVector(
  skill: SkillName,
  facts: SkillFacts,
  readme: string,
): RawBuilder<string> {
  const names = `${skill.name} ${skill.name.replaceAll('-', ' ')} ${skill.account}`;
  const marks = [...facts.keywords, ...facts.categories].join(' ');
  return sql<string>`setweight(to_tsvector('simple', ${names}), 'A')
    || setweight(to_tsvector('simple', ${marks}), 'B')
    || setweight(to_tsvector('simple', ${facts.description}), 'C')
    || setweight(to_tsvector('english', ${facts.description}), 'C')
    || setweight(to_tsvector('english', left(${readme}, ${SEARCHED_CHARACTERS})), 'D')`;
}

/** Adds a skill's words to those that mistyped ones are compared with. */
export async function rememberWords(
  database: Kysely<Tables>,
  skill: SkillName,
  facts: SkillFacts,
): Promise<void> {
  const text = [skill.name, ...facts.keywords, ...facts.categories, facts.description].join(' ');
  const words = [...new Set(wordsOf(text))].filter(
    (word) => word.length >= SHORTEST_WORD && word.length <= LONGEST_WORD,
  );
  if (words.length === 0) return;
  await database
    .insertInto('search_words')
    .values(words.sort().map((word) => ({ word })))
    .onConflict((conflict) => conflict.doNothing())
    .execute();
}

/** The words of a text in lower case: runs of letters and digits. */
export function wordsOf(text: string): readonly string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
}
