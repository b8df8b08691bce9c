import type { Registry } from '../config/Registry.ts';
import { PaksError } from '../errors/PaksError.ts';
import { DEFAULT_REGISTRY } from '../model/Source.ts';

/** The registry wants to know who asks, and there is no token for it. */
export function authRequired(registry: Registry, why = 'needs a token'): PaksError {
  return new PaksError('AUTH_REQUIRED', {
    message: `registry \`${registry.name}\` ${why}`,
    hint: `sign in with ${loginCommand(registry)}, or set \`PAKS_TOKEN\` for the default registry`,
    data: { registry: registry.name },
  });
}

/** The command, in backticks, that signs in to a registry. */
export function loginCommand({ name }: Pick<Registry, 'name'>): string {
  return name === DEFAULT_REGISTRY ? '`paks login`' : `\`paks login --registry ${name}\``;
}
