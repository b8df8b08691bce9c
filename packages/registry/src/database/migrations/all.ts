import { foundation } from './foundation.ts';
import { mirroring } from './mirroring.ts';
import { textIndexes } from './textIndexes.ts';

/** One step of the database's history. Never changed once released, only followed by another. */
export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** Every migration, oldest first. */
export const migrations: readonly Migration[] = [
  { name: '0001-foundation', sql: foundation },
  { name: '0002-mirroring', sql: mirroring },
  { name: '0003-text-indexes', sql: textIndexes },
];
