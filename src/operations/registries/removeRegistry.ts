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
  /** True where somebody was signed in; the token is forgotten. */
  readonly signedOut: boolean;
}

/**
 * Takes a registry out of the user's settings, and forgets its token. Throws `REGISTRY_UNKNOWN`, and `USAGE` for the default
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
  const signedOut = await forgetToken(url, name, services);
  await editConfigFile(file, lockServices(services), (text) =>
    removeTomlValue(text, ['registries', name]),
  );
  return { file, name, url, signedOut };
}

/** Tokens belong to origins: one that another registry's name leads to as well is kept. */
async function forgetToken(url: string, name: string, services: Services): Promise<boolean> {
  const { origin } = new URL(url);
  const others = [...services.config.registries.values()].filter((entry) => entry.name !== name);
  if (others.some((entry) => new URL(entry.url).origin === origin)) return false;
  const { credentials } = await services.accounts();
  if (credentials.find(origin) === null) return false;
  await credentials.forget(origin);
  return true;
}
