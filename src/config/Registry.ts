import { PaksError } from '../errors/PaksError.ts';
import { allowedUrl } from '../io/httpOrigin.ts';
import { DEFAULT_REGISTRY, type RegistryName } from '../model/Source.ts';
import type { Origin } from './Origin.ts';

/** A registry that may be asked for skills. */
export interface Registry {
  readonly name: RegistryName;
  /** No credentials, no query, no slash at the end. */
  readonly url: string;
  /** Where tokens are checked; undefined: below `url`. */
  readonly authUrl: string | undefined;
  /** True where even reading needs a token. */
  readonly authRequired: boolean;
  /** True where plain `http` beyond this machine is accepted. */
  readonly insecure: boolean;
  /** Who named it. A project's registry never gets a token that was not bound to its origin. */
  readonly origin: Origin;
}

/** The public registry, there unless the settings give its name another address. */
export const PUBLIC_REGISTRY: Registry = {
  name: DEFAULT_REGISTRY,
  url: 'https://api.paks.dev',
  authUrl: 'https://api.stakpak.dev/auth',
  authRequired: false,
  insecure: false,
  origin: { kind: 'default' },
};

/** The address of a registry in its one spelling. Throws `SOURCE_INVALID`. */
export function parseRegistryUrl(text: string, insecure: boolean): string {
  const url = allowedUrl(text, insecure);
  if (url.search === '' && url.hash === '') return url.href.replace(/\/+$/, '');
  throw new PaksError('SOURCE_INVALID', {
    message: `the address \`${text}\` of a registry has a query or a fragment`,
    hint: 'leave out what follows `?` or `#`',
  });
}
