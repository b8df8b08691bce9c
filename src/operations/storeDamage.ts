import { isPaksError } from '../errors/PaksError.ts';

/** True for an entry of the store that is not what was stored, which fetching again mends. */
export function isStoreDamage(error: unknown): boolean {
  return (
    isPaksError(error) && error.code === 'INTEGRITY_MISMATCH' && error.data['where'] === 'store'
  );
}
