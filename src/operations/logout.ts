import type { CredentialStore } from '../auth/CredentialStore.ts';
import type { SignedIn } from '../auth/SignedIn.ts';
import { whereTokensAre } from '../auth/tokenProblems.ts';
import type { Registry } from '../config/Registry.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { chooseAccountRegistry } from './account/chooseAccountRegistry.ts';
import { variableInUse } from './account/variableInUse.ts';
import type { Services } from './Services.ts';

/** What `paks logout` was asked for. */
export interface LogoutInput {
  /** True: the registry is told to end the token, too. */
  readonly revoke: boolean;
}

/** Who was signed out. */
export interface LogoutResult {
  readonly registry: string;
  readonly url: string;
  /** False where nobody was signed in. */
  readonly wasLoggedIn: boolean;
  readonly username: string | null;
  readonly revoked: boolean;
  /** "at …" or "with …": where a token is revoked by hand. */
  readonly revokedWhere: string;
}

/**
 * Removes the stored token of a registry and what is known of its user. With `revoke` the registry
 * ends the token first, and a failure leaves all as it was. Throws `KEYCHAIN_UNAVAILABLE`,
 * `CREDENTIALS_INVALID`, `AUTH_REQUIRED` (nothing to revoke) or a network code.
 */
export async function logout({ revoke }: LogoutInput, services: Services): Promise<LogoutResult> {
  const registry = await chooseAccountRegistry(services);
  const { credentials } = await services.accounts();
  const { origin } = new URL(registry.url);
  const account = whoIsSignedIn(credentials, origin);
  if (revoke) await revokeStored(registry, services);
  await credentials.forget(origin);
  const name = await variableInUse(registry, services).catch(() => null);
  if (name !== null) {
    services.reporter.report({
      type: 'warning',
      code: 'TOKEN_VARIABLE_SET',
      message: `\`${name}\` is set, and its token is still used`,
      hint: `unset \`${name}\` too`,
    });
  }
  return {
    registry: registry.name,
    url: registry.url,
    wasLoggedIn: account !== null,
    username: account?.username ?? null,
    revoked: revoke,
    revokedWhere: whereTokensAre(registry),
  };
}

/** A damaged record names nobody, and is removed like a good one. */
function whoIsSignedIn(credentials: CredentialStore, origin: string): SignedIn | null {
  try {
    return credentials.find(origin);
  } catch {
    return null;
  }
}

async function revokeStored(registry: Registry, services: Services): Promise<void> {
  const { credentials, authApi } = await services.accounts();
  const token = await credentials.token(new URL(registry.url).origin);
  if (token === null) throw nothingToRevoke(registry);
  try {
    await authApi(registry).revoke(token);
  } catch (error) {
    const hasEnded = isPaksError(error) && /^TOKEN_(?:INVALID|EXPIRED)$/.test(error.code);
    if (!hasEnded) throw error;
  }
}

function nothingToRevoke(registry: Registry): PaksError {
  return new PaksError('AUTH_REQUIRED', {
    message: `nobody is signed in to registry \`${registry.name}\`, so there is no token to revoke`,
    hint: `revoke a token that is not stored here ${whereTokensAre(registry)}`,
    data: { registry: registry.name },
  });
}
