import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { DEFAULT_AUTH_PATH, endpointUrl } from '../protocol/endpoints.ts';

/**
 * Where a registry's tokens are checked. A project's own registry has that at its own origin: another
 * one would let a project's file choose where a token is sent (threat T15). Throws `SOURCE_INVALID`.
 */
export function authUrl(registry: Registry): string {
  const { name, url, origin } = registry;
  const chosen = registry.authUrl ?? endpointUrl(url, DEFAULT_AUTH_PATH);
  if (origin.kind !== 'project' || new URL(chosen).origin === new URL(url).origin) return chosen;
  throw new PaksError('SOURCE_INVALID', {
    message: `\`paks.toml\` has tokens for registry \`${name}\` checked elsewhere, at \`${new URL(chosen).origin}\``,
    hint: `if that is right, say so in your own settings: \`paks registry add ${name} ${url}\` and its \`auth-url\``,
    data: { registry: name, url, authUrl: chosen },
  });
}
