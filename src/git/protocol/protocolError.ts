import { isPaksError, PaksError } from '../../errors/PaksError.ts';

/**
 * What kind of wrong an answer is. `foreign`: it is not git's protocol at all; `refused`: the server
 * says it will not; `malformed`: it breaks the protocol's rules or its own checksums.
 */
export type ProtocolFault = 'foreign' | 'refused' | 'malformed';

const LONGEST_QUOTE = 200;

/** A `GIT_PROTOCOL` error that remembers the kind of fault in `data.fault`. */
export function protocolError(fault: ProtocolFault, message: string, cause?: unknown): PaksError {
  return new PaksError('GIT_PROTOCOL', {
    message,
    hint: 'run the command again; if it stays, the server or something before it alters what git says',
    data: { fault },
    cause,
  });
}

/** The answer ended before it was whole. */
export function truncated(what: string): PaksError {
  return new PaksError('NETWORK_TRUNCATED', {
    message: `the git server's answer ended in the middle of ${what}`,
    hint: 'run the command again',
  });
}

/** The kind of fault of a {@link protocolError}, or undefined for any other thrown value. */
export function faultOf(thrown: unknown): ProtocolFault | undefined {
  if (!isPaksError(thrown) || thrown.code !== 'GIT_PROTOCOL') return undefined;
  return thrown.data['fault'] as ProtocolFault | undefined;
}

/** Foreign text, cut for a message. */
export function quote(text: string): string {
  return text.trim().slice(0, LONGEST_QUOTE);
}
