import { editConfigFile } from '../../config/editConfigFile.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { DEFAULT_REGISTRY } from '../../model/Source.ts';
import { removeTomlValue } from '../../toml/removeTomlValue.ts';
import type { Services } from '../Services.ts';
import { lockServices } from '../lockServices.ts';
import { assertRegistryKnown } from './assertRegistryKnown.ts';

/** What was taken out. */
export interface RemoveRegistryResult {
  readonly file: string;
  readonly name: string;
  readonly url: string;
}

/**
 * Takes a registry out of the user's settings. Throws `REGISTRY_UNKNOWN`, and `USAGE` for the default
 * one: unqualified skills must not silently come from another registry (threat T22).
 */
export async function removeRegistry(
  name: string,
  services: Services,
): Promise<RemoveRegistryResult> {
  const { config } = services;
  const { url, origin } = assertRegistryKnown(name, config);
  const file = config.configFile;
  if (origin.kind === 'default') {
    throw new PaksError('USAGE', {
      message: `\`${name}\` is the public registry; no line of your settings names it`,
      hint: 'to take skills from another by default, run `paks registry default NAME`',
    });
  }
  if (config.defaultRegistry === name && name !== DEFAULT_REGISTRY) {
    throw new PaksError('USAGE', {
      message: `\`${name}\` is the default registry: skills named without one come from it`,
      hint: `choose another first, for example with \`paks registry default ${DEFAULT_REGISTRY}\``,
      data: { registry: name },
    });
  }
  await editConfigFile(file, lockServices(services), (text) =>
    removeTomlValue(text, ['registries', name]),
  );
  return { file, name, url };
}
