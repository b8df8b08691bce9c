import type { SavedToken } from '../auth/CredentialStore.ts';
import type { TokenPlace } from '../auth/SignedIn.ts';
import { expiryWarning } from '../auth/userTokens.ts';
import type { Registry } from '../config/Registry.ts';
import { askForToken } from './account/askForToken.ts';
import { chooseAccountRegistry } from './account/chooseAccountRegistry.ts';
import { variableInUse } from './account/variableInUse.ts';
import { confirmOrRefuse } from './confirmOrRefuse.ts';
import type { Services } from './Services.ts';

/** What `paks login` was asked for. */
export interface LoginInput {
  /** The token, `-` for standard input, null to ask for it. */
  readonly token: string | null;
}

/** Who is signed in now, and where the token is. */
export interface LoginResult {
  readonly registry: string;
  readonly url: string;
  readonly isDefault: boolean;
  readonly username: string;
  readonly email: string | null;
  /** RFC 3339; null where the token never expires. */
  readonly expiresAt: string | null;
  readonly storage: TokenPlace;
}

/**
 * Checks a token with its registry and keeps it. What was stored before stays until then. Throws what
 * `askForToken`, the registry and the store throw: `TOKEN_INVALID`, `TOKEN_EXPIRED`,
 * `CREDENTIALS_UNSAVED`, `ANSWER_NEEDED`, `USAGE` or a network code.
 */
export async function login(input: LoginInput, services: Services): Promise<LoginResult> {
  const { reporter, clock, config } = services;
  const registry = await chooseAccountRegistry(services);
  if (registry.origin.kind === 'project') await confirmRegistry(registry, services);
  const { credentials, authApi } = await services.accounts();
  const token = await askForToken(input.token, registry, services);
  const user = await authApi(registry).verify(token);
  const warning = expiryWarning(registry, user.expiresAt, clock.now());
  const saved = await credentials.save(new URL(registry.url).origin, { ...user, token });
  if (warning !== null) reporter.report({ type: 'warning', ...warning });
  await reportSurprises(registry, saved, services);
  return {
    registry: registry.name,
    url: registry.url,
    isDefault: registry.name === config.defaultRegistry,
    username: user.username,
    email: user.email,
    expiresAt: user.expiresAt === null ? null : new Date(user.expiresAt).toISOString(),
    storage: saved.place,
  };
}

/** Only a person may send a token to an address that a project's file names (threat T15). */
async function confirmRegistry({ name, url }: Registry, services: Services): Promise<void> {
  await confirmOrRefuse(services, {
    question: `This project's paks.toml names ${name} at ${url}. Sign in there?`,
    refusal: `registry \`${name}\` is known from this project's \`paks.toml\` only; sending a token to \`${url}\` must be confirmed`,
    hint: 'pass `--yes` if the address is right',
  });
}

async function reportSurprises(
  registry: Registry,
  { keychainProblem }: SavedToken,
  services: Services,
): Promise<void> {
  const { reporter } = services;
  if (keychainProblem !== null) {
    reporter.report({
      type: 'warning',
      code: 'TOKEN_IN_FILE',
      message: `the token is kept in an encrypted file, because ${keychainProblem}`,
      hint: 'set `keychain = "never"` to keep it there without trying, or `"require"` to refuse',
    });
  }
  const name = await variableInUse(registry, services).catch(() => null);
  if (name === null) return;
  reporter.report({
    type: 'warning',
    code: 'TOKEN_VARIABLE_SET',
    message: `\`${name}\` is set, and its token is used instead of the one just stored`,
    hint: `unset \`${name}\` to use the stored one`,
  });
}
