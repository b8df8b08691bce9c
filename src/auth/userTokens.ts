import type { Registry } from '../config/Registry.ts';
import type { Reporter } from '../events/Reporter.ts';
import { isPaksError } from '../errors/PaksError.ts';
import type { Clock } from '../io/clock.ts';
import { remember } from '../io/remember.ts';
import type { CredentialStore } from './CredentialStore.ts';
import type { SignedIn } from './SignedIn.ts';
import { authRequired, dayOf, loginCommand, tokenExpired } from './tokenProblems.ts';
import type { TokenNeed, TokenSource } from './tokens.ts';

/** Where a user's tokens come from. */
export interface UserTokensOptions {
  /** Goes before what is stored. */
  readonly environment: TokenSource;
  readonly credentials: CredentialStore;
  readonly clock: Clock;
  readonly reporter: Reporter;
}

const DAY = 24 * 60 * 60 * 1000;
const SOON = 7 * DAY;

/**
 * The variable's token, else the stored one, for its own origin. It goes with every request there:
 * private skills need it, and it raises the limits. Where nobody signed in, no keychain is asked; one
 * that fails, or a token that has expired, is a warning as long as no token is required.
 */
export function userTokens(options: UserTokensOptions): TokenSource {
  const { environment, credentials } = options;
  const opened = new Map<string, Promise<string | null>>();
  const warn = warner(options.reporter);
  const stored = async (registry: Registry, origin: string): Promise<string | null> => {
    const account = credentials.find(origin);
    if (account === null) return null;
    checkExpiry(registry, account, { clock: options.clock, warn });
    const token = await remember(opened, origin, () => credentials.token(origin));
    if (token !== null) return token;
    throw authRequired(registry, `has no token any more: it is gone from the ${account.place}`);
  };
  return {
    tokenFor: async (registry: Registry, need: TokenNeed = 'welcome') => {
      const given = await environment.tokenFor(registry);
      if (given !== null) return given;
      const { origin } = new URL(registry.url);
      try {
        return await stored(registry, origin);
      } catch (error) {
        if (need === 'required' || !isPaksError(error)) throw error;
        const { code, message, hint } = error;
        warn(origin, { code, message: `${message}; asking without a token`, hint });
        return null;
      }
    },
  };
}

/** What a run is warned of once for each origin. */
interface Warning {
  readonly code: string;
  readonly message: string;
  readonly hint: string | undefined;
}

function warner(reporter: Reporter): (origin: string, warning: Warning) => void {
  const given = new Set<string>();
  return (origin, warning) => {
    const key = `${warning.code} ${origin}`;
    if (!given.has(key)) reporter.report({ type: 'warning', ...warning });
    given.add(key);
  };
}

function checkExpiry(
  registry: Registry,
  { expiresAt }: SignedIn,
  { clock, warn }: { readonly clock: Clock; readonly warn: ReturnType<typeof warner> },
): void {
  const warning = expiryWarning(registry, expiresAt, clock.now());
  if (warning !== null) warn(new URL(registry.url).origin, warning);
}

/**
 * The warning about a token with less than a week left; null where there is more. Throws
 * `TOKEN_EXPIRED` where there is nothing left.
 */
export function expiryWarning(
  registry: Registry,
  expiresAt: number | null,
  now: number,
): Warning | null {
  if (expiresAt === null) return null;
  const left = expiresAt - now;
  if (left <= 0) throw tokenExpired(registry, expiresAt);
  if (left >= SOON) return null;
  const days = Math.floor(left / DAY);
  const when = days === 0 ? 'in less than a day' : `in ${days === 1 ? 'a day' : `${days} days`}`;
  return {
    code: 'TOKEN_EXPIRES_SOON',
    message: `the token for registry \`${registry.name}\` expires ${when}, on ${dayOf(expiresAt)}`,
    hint: `make a new one in time, then run ${loginCommand(registry)}`,
  };
}
