import { findAgent } from '../../agents/selectAgents.ts';
import { editConfigFile } from '../../config/editConfigFile.ts';
import type { Origin } from '../../config/Origin.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { redact } from '../../errors/redact.ts';
import { removeTomlValue } from '../../toml/removeTomlValue.ts';
import { setTomlValue } from '../../toml/setTomlValue.ts';
import { knownAgents } from '../knownAgents.ts';
import { assertRegistryKnown } from '../registries/assertRegistryKnown.ts';
import type { Services } from '../Services.ts';
import { lockServices } from '../lockServices.ts';
import { findSetting, type KnownSetting } from './findSetting.ts';

/** What an edit of the user's file came to. */
export interface SetSettingResult {
  readonly file: string;
  readonly key: string;
  /** As it was given, passwords left out; null where the line was taken out. */
  readonly value: string | null;
  readonly changed: boolean;
  /** What stands above the file, so that the edit has no effect here; null where nothing does. */
  readonly overriddenBy: Origin | null;
}

/**
 * Writes one setting into the user's file; every other byte of it stays. Several words are the
 * elements of a list. Throws `USAGE` for an unknown key or a value of another form.
 */
export async function setSetting(
  input: { readonly key: string; readonly values: readonly string[] },
  services: Services,
): Promise<SetSettingResult> {
  const known = findSetting(input.key);
  const text = input.values.join(' ').trim();
  const { form } = known.setting;
  if (form.parse(text) === null) {
    throw new PaksError('USAGE', {
      message: `\`${input.key}\` has to be ${form.description}, which \`${text}\` is not`,
      hint: `run \`paks config get ${input.key}\` to see what it is now`,
    });
  }
  refuseUnknownNames(known, text, services);
  const path = known.key.split('.');
  return edit(known, services, {
    value: redact(text),
    change: (before) => setTomlValue(before, path, form.toToml(text)),
  });
}

/** Takes a setting out of the user's file, so that its default holds again. */
export async function unsetSetting(key: string, services: Services): Promise<SetSettingResult> {
  const known = findSetting(key);
  const path = known.key.split('.');
  return edit(known, services, { value: null, change: (text) => removeTomlValue(text, path) });
}

async function edit(
  { name, key }: KnownSetting,
  services: Services,
  { value, change }: { readonly value: string | null; readonly change: (text: string) => string },
): Promise<SetSettingResult> {
  const { configFile: file, origins } = services.config;
  const changed = await editConfigFile(file, lockServices(services), change);
  const origin = origins[name];
  const overridden = origin.kind !== 'user' && origin.kind !== 'default';
  return { file, key, value, changed, overriddenBy: overridden ? origin : null };
}

/** A misspelt agent or registry would fail every later command. */
function refuseUnknownNames({ name }: KnownSetting, text: string, services: Services): void {
  if (name === 'defaultAgent') findAgent(knownAgents(services), text);
  if (name === 'defaultRegistry') assertRegistryKnown(text, services.config);
}
