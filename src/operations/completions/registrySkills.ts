import { search } from '../search.ts';
import type { Services } from '../Services.ts';
import type { KnownValue } from './knownValues.ts';

/** Milliseconds that a person at TAB is made to wait for a registry; its answer is cached by the search. */
const LONGEST_WAIT = 1500;
const MOST = 50;

/**
 * Skills of the registry whose name, or whose account and name, begin as it is typed: one search, none
 * while its answer is cached. Nothing where the registry does not answer in time.
 */
export async function registrySkills(
  typed: string,
  services: Services,
): Promise<readonly KnownValue[]> {
  const [account = '', name] = typed.split('/', 2);
  const found = search(
    {
      query: name ?? account,
      filters: {
        category: null,
        keyword: null,
        author: null,
        account: name === undefined ? null : account,
      },
      sort: 'downloads',
      limit: MOST,
      page: 1,
    },
    services,
  );
  const stop = new AbortController();
  const late = services.clock.sleep(LONGEST_WAIT, stop.signal).then(() => null);
  // Whichever comes second is of no interest any more, not even as an error.
  for (const either of [found, late]) either.catch(() => undefined);
  const answer = await Promise.race([found, late]).finally(() => stop.abort());
  return (answer?.skills ?? []).map(({ id, description }) => ({ value: id, description }));
}
