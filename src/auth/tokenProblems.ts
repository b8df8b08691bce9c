import { PUBLIC_REGISTRY, type Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { DEFAULT_REGISTRY } from '../model/Source.ts';

/** The page of the public registry on which tokens are made and revoked. */
export const TOKEN_PAGE = 'https://stakpak.dev/settings/tokens';

/** The registry wants to know who asks, and there is no token for it. */
export function authRequired(registry: Registry, why = 'needs a token'): PaksError {
  return new PaksError('AUTH_REQUIRED', {
    message: `registry \`${registry.name}\` ${why}`,
    hint: `sign in with ${loginCommand(registry)}, or set \`PAKS_TOKEN\` for the default registry`,
    data: { registry: registry.name },
  });
}

/** There is a token, and it is none that the registry knows. */
export function tokenInvalid(registry: Registry): PaksError {
  return new PaksError('TOKEN_INVALID', {
    message: `invalid token: registry \`${registry.name}\` does not know it`,
    hint: `check your token ${whereTokensAre(registry)}, then run ${loginCommand(registry)} or correct \`PAKS_TOKEN\``,
    data: { registry: registry.name },
  });
}

/** There is a token, and its time is over. */
export function tokenExpired(registry: Registry, expiresAt: number | null = null): PaksError {
  const since = expiresAt === null ? '' : ` on ${dayOf(expiresAt)}`;
  return new PaksError('TOKEN_EXPIRED', {
    message: `token expired: registry \`${registry.name}\` takes it no more${since}`,
    hint: `generate a new token ${whereTokensAre(registry)}, then run ${loginCommand(registry)}`,
    data: { registry: registry.name },
  });
}

/** True for a registry at the public one's origin, whose tokens the public page manages. */
export function isPublic({ url }: Pick<Registry, 'url'>): boolean {
  return new URL(url).origin === new URL(PUBLIC_REGISTRY.url).origin;
}

/** "at …" or "with …": the end of a sentence about getting or changing a token. */
export function whereTokensAre(registry: Pick<Registry, 'url'>): string {
  return isPublic(registry) ? `at ${TOKEN_PAGE}` : `with those who run ${registry.url}`;
}

/** The command, in backticks, that signs in to a registry. */
export function loginCommand({ name }: Pick<Registry, 'name'>): string {
  return name === DEFAULT_REGISTRY ? '`paks login`' : `\`paks login --registry ${name}\``;
}

/** A time as the day in UTC, `2026-01-31`. */
export function dayOf(time: number): string {
  return new Date(time).toISOString().slice(0, 10);
}
