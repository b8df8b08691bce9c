import type { TokenPlace } from '../auth/SignedIn.ts';
import type { TOKEN_VARIABLES } from '../auth/tokens.ts';
import { requireToken } from '../auth/requireToken.ts';
import type { Registry } from '../config/Registry.ts';
import { chooseAccountRegistry } from './account/chooseAccountRegistry.ts';
import { variableInUse } from './account/variableInUse.ts';
import type { Services } from './Services.ts';

/** Who the registry says the token belongs to. */
export interface Whoami {
  readonly username: string;
  readonly email: string | null;
  /** The registry's word for the account; null where it has none, or was not asked. */
  readonly status: string | null;
  /** RFC 3339; null where the token never expires. */
  readonly expiresAt: string | null;
  readonly token: TokenPlace | (typeof TOKEN_VARIABLES)[number];
  /** False offline: what was known at the last login. */
  readonly fresh: boolean;
}

/** The answer of `paks whoami`. */
export interface WhoamiResult {
  readonly registry: string;
  readonly url: string;
  readonly isDefault: boolean;
  readonly loggedIn: boolean;
  /** Null where nobody is signed in. */
  readonly user: Whoami | null;
}

/**
 * Asks the registry whose token is in use. Throws `TOKEN_INVALID`, `TOKEN_EXPIRED`,
 * `KEYCHAIN_UNAVAILABLE`, `CREDENTIALS_INVALID` or a network code.
 */
export async function whoami(services: Services): Promise<WhoamiResult> {
  const registry = await chooseAccountRegistry(services);
  const user = (await fromVariable(registry, services)) ?? (await fromStore(registry, services));
  return {
    registry: registry.name,
    url: registry.url,
    isDefault: registry.name === services.config.defaultRegistry,
    loggedIn: user !== null,
    user,
  };
}

async function fromVariable(registry: Registry, services: Services): Promise<Whoami | null> {
  const name = await variableInUse(registry, services);
  if (name === null) return null;
  const { fromVariables, authApi } = await services.accounts();
  const token = await requireToken(fromVariables, registry);
  const api = authApi(registry);
  const [{ expiresAt }, user] = await Promise.all([api.verify(token), api.currentUser(token)]);
  return shown(user, { expiresAt, token: name, fresh: true });
}

async function fromStore(registry: Registry, services: Services): Promise<Whoami | null> {
  const { credentials, tokens, authApi } = await services.accounts();
  const account = credentials.find(new URL(registry.url).origin);
  if (account === null) return null;
  const { expiresAt, place } = account;
  if (services.config.offline) {
    return shown({ ...account, status: null }, { expiresAt, token: place, fresh: false });
  }
  const token = await requireToken(tokens, registry);
  const user = await authApi(registry).currentUser(token);
  return shown(user, { expiresAt, token: place, fresh: true });
}

function shown(
  { username, email, status }: Pick<Whoami, 'username' | 'email' | 'status'>,
  about: Pick<Whoami, 'token' | 'fresh'> & { readonly expiresAt: number | null },
): Whoami {
  const { token, fresh } = about;
  const expiresAt = about.expiresAt === null ? null : new Date(about.expiresAt).toISOString();
  return { username, email, status, expiresAt, token, fresh };
}
