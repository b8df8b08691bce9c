import { PaksError } from '../errors/PaksError.ts';
import { gitUrlParts, type GitUrl, isLoopback } from '../model/GitUrl.ts';

/** Which implementation talks to a remote. */
export type Transport = 'partial' | 'program';

/** What the choice depends on beside the address. */
export interface TransportRules {
  /** True: everything goes through the git program (`git = "program"` in the settings). */
  readonly usesProgram: boolean;
  /** True where plain `http` beyond this machine was allowed for the address. */
  readonly isInsecureAllowed: (url: string) => boolean;
}

/**
 * The one transport decision for a repository: by its address alone, never by probing, so that
 * listing, fetching and updating all take the same way. Throws `SOURCE_INVALID` for plain `http` to
 * another machine.
 */
export function chooseTransport(url: GitUrl, rules: TransportRules): Transport {
  const { scheme, host } = gitUrlParts(url);
  if (scheme === 'http' && !isLoopback(host) && !rules.isInsecureAllowed(url)) {
    throw new PaksError('SOURCE_INVALID', {
      message: `\`${url}\` is plain http, where anyone on the way can change what you get`,
      hint: 'use its https address, or say `insecure = true` where the source is configured',
    });
  }
  if (rules.usesProgram || scheme === 'ssh' || scheme === 'file') return 'program';
  return 'partial';
}
