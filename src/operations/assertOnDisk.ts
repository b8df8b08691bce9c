import { PaksError } from '../errors/PaksError.ts';
import type { Locator } from '../model/Locator.ts';

const MOST_LISTED = 20;

/**
 * Throws unless everything an offline run still lacks lies on this disk anyway (folders, npm packages):
 * `damage` where a cached skill turned out to be broken, else `OFFLINE` with all that is missing by name.
 */
export function assertOnDisk(lacking: readonly Locator[], damage: unknown): void {
  const missing = lacking.filter(({ pin }) => pin.kind === 'registry' || pin.kind === 'git');
  if (missing.length === 0) return;
  if (damage !== undefined) throw damage;
  const names = missing.map(({ id, version }) => `${id}@${version}`).sort();
  const listed = names.slice(0, MOST_LISTED).map((name) => `  - ${name}`);
  const more = names.length > MOST_LISTED ? [`  and ${names.length - MOST_LISTED} more`] : [];
  throw new PaksError('OFFLINE', {
    message: ['Paks is offline, and the cache does not hold:', ...listed, ...more],
    hint: 'run `paks fetch` once without `--offline` (or `PAKS_OFFLINE`)',
    data: { missing: names },
  });
}
