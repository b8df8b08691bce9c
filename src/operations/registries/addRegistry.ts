import { editConfigFile } from '../../config/editConfigFile.ts';
import { parseRegistryUrl, type Registry } from '../../config/Registry.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { isRegistryName } from '../../model/registryName.ts';
import { setTomlTable } from '../../toml/setTomlTable.ts';
import { setTomlValue } from '../../toml/setTomlValue.ts';
import { lockServices } from '../lockServices.ts';
import type { Services } from '../Services.ts';

/** What `paks registry add` was asked for. */
export interface AddRegistryInput {
  readonly name: string;
  /** Null: to be asked for. */
  readonly url: string | null;
  readonly authUrl: string | null;
  readonly authRequired: boolean;
  readonly insecure: boolean;
  /** Unqualified skills come from it from now on. */
  readonly makeDefault: boolean;
  /** Replace an entry of another address. */
  readonly force: boolean;
}

/** The entry as it now stands. */
export interface AddRegistryResult {
  readonly file: string;
  readonly name: string;
  readonly url: string;
  readonly authUrl: string | null;
  readonly authRequired: boolean;
  readonly insecure: boolean;
  readonly default: boolean;
  readonly changed: boolean;
}

/**
 * Writes a registry into the user's settings. Throws `NAME_INVALID`, `SOURCE_INVALID` for an address, `ANSWER_NEEDED`,
 * and `USAGE` where the name has another address: tokens and locks go by the name.
 */
export async function addRegistry(
  input: AddRegistryInput,
  services: Services,
): Promise<AddRegistryResult> {
  const { name, insecure, authRequired, makeDefault } = input;
  if (!isRegistryName(name) || name === 'default') throw nameRefused(name);
  const url = parseRegistryUrl(input.url ?? (await askForUrl(name, services)), insecure);
  const authUrl = input.authUrl === null ? null : parseRegistryUrl(input.authUrl, insecure);
  const { config } = services;
  const known = config.registries.get(name);
  if (known?.origin.kind === 'user' && known.url !== url && !input.force) {
    throw otherAddress(known, url);
  }
  const entry = {
    url,
    'auth-url': authUrl ?? undefined,
    'auth-required': authRequired ? true : undefined,
    insecure: insecure ? true : undefined,
  };
  const changed = await editConfigFile(config.configFile, lockServices(services), (text) => {
    const added = setTomlTable(text, ['registries', name], entry);
    return makeDefault ? setTomlValue(added, ['registries', 'default'], name) : added;
  });
  const isDefault = makeDefault || config.defaultRegistry === name;
  const file = config.configFile;
  return { file, name, url, authUrl, authRequired, insecure, default: isDefault, changed };
}

async function askForUrl(name: string, { prompter }: Services): Promise<string> {
  if (prompter !== null) return prompter.text({ question: `What is the address of ${name}?` });
  throw new PaksError('ANSWER_NEEDED', {
    message: `the address of the registry \`${name}\` is needed`,
    hint: `run \`paks registry add ${name} --url https://HOST\``,
  });
}

function nameRefused(name: string): PaksError {
  return new PaksError('NAME_INVALID', {
    message: `\`${name}\` cannot be the name of a registry`,
    hint: 'use letters, digits, `-`, `_` and `.`, 64 at most, and not the word `default`',
  });
}

function otherAddress({ name, url }: Registry, wanted: string): PaksError {
  return new PaksError('USAGE', {
    message: `the registry \`${name}\` is at \`${url}\` in your settings, not at \`${wanted}\``,
    hint: 'take another name, or replace the address with `--force`',
    data: { registry: name, url },
  });
}
