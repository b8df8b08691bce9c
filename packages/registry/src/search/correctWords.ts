import { sql, type Kysely } from 'kysely';
import { nearest } from '../../../../src/errors/nearest.ts';
import type { Tables } from '../database/tables.ts';

const CANDIDATES = 20;

/**
 * The words with each mistyped one replaced by the known one most like it (few trigrams and at most a
 * third of the letters apart); null where no word has one, so that searching again finds no more.
 */
export async function correctWords(
  database: Kysely<Tables>,
  words: readonly string[],
): Promise<readonly string[] | null> {
  const corrected = await Promise.all(
    words.map(async (word) => (await knownWordLike(database, word)) ?? word),
  );
  return corrected.every((word, index) => word === words[index]) ? null : corrected;
}

async function knownWordLike(database: Kysely<Tables>, word: string): Promise<string | undefined> {
  const rows = await database
    .selectFrom('search_words')
    .select('word')
    .where(sql<boolean>`word % ${word}`)
    .orderBy(sql`similarity(word, ${word})`, 'desc')
    .orderBy('word')
    .limit(CANDIDATES)
    .execute();
  return nearest(
    word,
    rows.map((row) => row.word),
  );
}
