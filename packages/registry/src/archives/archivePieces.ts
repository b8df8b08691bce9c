import type { Kysely } from 'kysely';
import type { Tables } from '../database/tables.ts';

const PIECE_BYTES = 512 * 1024;

/** Keeps an archive's bytes under their sha512; the same archive is kept once. */
export async function writeArchive(
  sql: Kysely<Tables>,
  integrity: string,
  archive: Uint8Array,
): Promise<void> {
  for (let position = 0; position * PIECE_BYTES < archive.length; position++) {
    const bytes = archive.subarray(position * PIECE_BYTES, (position + 1) * PIECE_BYTES);
    await sql
      .insertInto('archive_pieces')
      .values({ integrity, position, bytes })
      .onConflict((conflict) => conflict.doNothing())
      .execute();
  }
}

/** True when an archive is kept. */
export async function hasArchive(sql: Kysely<Tables>, integrity: string): Promise<boolean> {
  const piece = await sql
    .selectFrom('archive_pieces')
    .select('position')
    .where('integrity', '=', integrity)
    .limit(1)
    .executeTakeFirst();
  return piece !== undefined;
}

/** An archive's bytes, one piece in memory at a time. Throws when a piece is missing. */
export function readArchive(
  sql: Kysely<Tables>,
  integrity: string,
  size: number,
): AsyncGenerator<Uint8Array> {
  return pieces(sql, integrity, size);
}

async function* pieces(
  sql: Kysely<Tables>,
  integrity: string,
  size: number,
): AsyncGenerator<Uint8Array> {
  for (let position = 0; position * PIECE_BYTES < size; position++) {
    const { bytes } = await sql
      .selectFrom('archive_pieces')
      .select('bytes')
      .where('integrity', '=', integrity)
      .where('position', '=', position)
      .executeTakeFirstOrThrow();
    yield bytes;
  }
}
