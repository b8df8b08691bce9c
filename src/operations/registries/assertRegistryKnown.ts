import type { Config } from '../../config/Config.ts';
import type { Registry } from '../../config/Registry.ts';
import { nearest } from '../../errors/nearest.ts';
import { PaksError } from '../../errors/PaksError.ts';
import type { RegistryName } from '../../model/Source.ts';

/** The registry of this name in the user's settings. Throws `REGISTRY_UNKNOWN` with the nearest name. */
export function assertRegistryKnown(name: RegistryName, { registries }: Config): Registry {
  const found = registries.get(name);
  if (found !== undefined) return found;
  const near = nearest(name, registries.keys());
  throw new PaksError('REGISTRY_UNKNOWN', {
    message: `there is no registry \`${name}\` in your settings`,
    hint:
      near === undefined
        ? 'run `paks registry list` to see them, or `paks registry add` to add one'
        : `did you mean \`${near}\`?`,
    data: { registry: name, known: [...registries.keys()] },
  });
}
