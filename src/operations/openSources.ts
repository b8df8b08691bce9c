import type { Services } from './Services.ts';
import type { Sources, SourcesInput } from './Sources.ts';

/** Readers and fetchers, built by the first caller: a run that needs no source loads none of them. */
export type OpenSources = () => Promise<Sources>;

/** The sources of one project, not opened yet. */
export function openSources(services: Services, input: SourcesInput): OpenSources {
  let opened: Promise<Sources> | undefined;
  return () => {
    opened ??= import('./Sources.ts').then(({ createSources }) => createSources(services, input));
    return opened;
  };
}
