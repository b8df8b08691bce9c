import { printable } from '../../errors/printable.ts';
import type { FetchResult } from '../../operations/fetch.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

/** What came into the cache, a line each, and what was there already in one. */
export function renderFetchResult(result: FetchResult, theme: Theme): string {
  const lines = result.skills
    .filter(({ state }) => state === 'fetched')
    .map(({ id, version }) => `+ ${theme.name(printable(id))} ${printable(version)}`);
  const { fetched, cached, skipped } = result;
  const elsewhere = skipped === 0 ? '' : `; ${skipped} from folders and npm packages need no cache`;
  return [
    ...lines,
    `${count(fetched, 'skill')} fetched, ${cached} in the cache already${elsewhere}.`,
  ].join('\n');
}
