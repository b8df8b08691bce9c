import type { Config } from '../../config/Config.ts';
import type { Origin } from '../../config/Origin.ts';
import { effectiveConfig } from '../settings/effectiveConfig.ts';
import type { Services } from '../Services.ts';

/** One registry that skills may come from. */
export interface ListedRegistry {
  readonly name: string;
  readonly url: string;
  /** Where tokens are checked; null: below `url`. */
  readonly authUrl: string | null;
  readonly authRequired: boolean;
  readonly insecure: boolean;
  /** True for the one that skills named without a registry come from. */
  readonly default: boolean;
  readonly origin: Origin;
  /** The user's own address of this name, where the project at hand gives it another; else null. */
  readonly replaces: string | null;
}

/** Registries by name. */
export interface ListRegistriesResult {
  readonly registries: readonly ListedRegistry[];
}

/** The registries of the user's settings and of the project at hand. Asks nobody. */
export async function listRegistries(services: Services): Promise<ListRegistriesResult> {
  const config = effectiveConfig(services);
  const registries = [...config.registries.values()]
    .sort((left, right) => (left.name < right.name ? -1 : 1))
    .map(({ authUrl, ...registry }) => ({
      ...registry,
      authUrl: authUrl ?? null,
      default: registry.name === config.defaultRegistry,
      replaces: replacedUrl(services.config, registry),
    }));
  return { registries };
}

function replacedUrl(own: Config, entry: { readonly name: string; readonly url: string }) {
  const known = own.registries.get(entry.name);
  return known === undefined || known.url === entry.url ? null : known.url;
}
