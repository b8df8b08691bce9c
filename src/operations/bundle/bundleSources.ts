import type { Fetcher } from '../../fetchers/Fetcher.ts';
import { integrityHex } from '../../model/Integrity.ts';
import type { Locator } from '../../model/Locator.ts';
import type { Source } from '../../model/Source.ts';
import { openSources, type OpenSources } from '../openSources.ts';
import type { Services } from '../Services.ts';
import type { SourcesInput } from '../Sources.ts';
import type { Bundle } from './Bundle.ts';
import { invalidBundle } from './readBundle.ts';
import { bundledTree } from './verifyBundle.ts';

/** The sources of a project whose skills come from a bundle; only its own folders are read elsewhere. */
export function bundleSources(
  services: Services,
  input: SourcesInput,
  bundle: Bundle,
): OpenSources {
  const open = openSources(services, input);
  return async () => {
    const sources = await open();
    const { path } = sources.fetchers;
    const from = (kind: Source['kind']) => bundleFetcher(kind, bundle);
    const fetchers = { path, registry: from('registry'), git: from('git'), npm: from('npm') };
    return { ...sources, fetchers };
  };
}

function bundleFetcher(kind: Source['kind'], { archives }: Bundle): Fetcher {
  const archiveOf = ({ id, integrity }: Locator): Uint8Array => {
    const bytes = integrity === null ? undefined : archives.get(integrityHex(integrity));
    if (bytes === undefined) throw invalidBundle(`lacks the content of \`${id}\``);
    return bytes;
  };
  return {
    kind,
    fetch: async (locators, accept, signal) => {
      for (const locator of locators) {
        signal?.throwIfAborted();
        await accept({ locator, tree: bundledTree(archiveOf(locator)) });
      }
    },
  };
}
