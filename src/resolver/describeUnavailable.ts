import type { Unavailable } from './Offer.ts';

/** Why a skill is not known, as the rest of a sentence that begins with its name. */
export function describeUnavailable(problem: Unavailable): string {
  switch (problem.kind) {
    case 'missing':
      return 'does not exist';
    case 'offline':
      return 'cannot be looked up offline';
    case 'denied':
      return `may not be read: ${problem.reason}`;
    case 'unreadable':
      return `cannot be read: ${problem.reason}`;
  }
}
