import type { Services } from '../Services.ts';
import { setSetting } from '../settings/setSetting.ts';

/** Which registry unqualified skills come from. */
export interface DefaultRegistryResult {
  readonly name: string;
  readonly url: string;
  readonly changed: boolean;
}

/**
 * Chooses the registry that skills named without one come from; without a name only tells it. Throws
 * `REGISTRY_UNKNOWN` for one that the user's own settings do not name.
 */
export async function setDefaultRegistry(
  name: string | null,
  services: Services,
): Promise<DefaultRegistryResult> {
  const { defaultRegistry, registries } = services.config;
  const chosen = name ?? defaultRegistry;
  const input = { key: 'registries.default', values: [chosen] };
  const changed = name !== null && (await setSetting(input, services)).changed;
  return { name: chosen, url: registries.get(chosen)?.url ?? '', changed };
}
