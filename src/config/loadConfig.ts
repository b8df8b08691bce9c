import { PaksError } from '../errors/PaksError.ts';
import { type Environment, variable } from '../io/environment.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { readRegularFile } from '../io/readRegularFile.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { RegistryName } from '../model/Source.ts';
import type { Config } from './Config.ts';
import type { Origin } from './Origin.ts';
import { defaultCacheDirectory, expandHome, userPaths } from './paths.ts';
import type { ConfigFile } from './readConfigFile.ts';
import { parseRegistryUrl, PUBLIC_REGISTRY, type Registry } from './Registry.ts';
import type { Setting } from './Setting.ts';
import { type SettingName, settings, type SettingValues } from './settings.ts';

/** The flags of every command that settings know. */
interface ConfigFlags {
  readonly offline: boolean;
  readonly preferOffline?: boolean | undefined;
  /** A registry's name. */
  readonly registry: string | null;
}

/** What settings are read from. */
export interface ConfigSources {
  readonly fileSystem: FileSystem;
  readonly environment: Environment;
  readonly flags: ConfigFlags;
}

/**
 * The settings of this run: flags over environment over the user's file over defaults, and above the
 * file's the policy file's. What a project says is merged by `withProject`. Throws `CONFIG_INVALID`
 * with file, line and column, or with the variable's name. Loads no parser where no file exists.
 */
export async function loadConfig(sources: ConfigSources): Promise<Config> {
  const { fileSystem, environment, flags } = sources;
  const paths = userPaths(environment);
  const user = await readUserFile(fileSystem, paths.configFile);
  const layers: Layer[] = [
    flagLayer(flags),
    environmentLayer(environment),
    { values: user.values, origin: () => ({ kind: 'user', file: paths.configFile }) },
  ];
  const policyFile = merge(layers).values.policyFile;
  if (policyFile !== undefined) {
    layers.unshift(await policyLayer(fileSystem, expandHome(policyFile, environment)));
  }
  const { values, origins } = merge(layers);
  return {
    ...paths,
    ...values,
    cacheDirectory: expandHome(
      values.cacheDirectory ?? defaultCacheDirectory(environment),
      environment,
    ),
    registries: registriesOf(user.registries, values, origins),
    agents: user.agents,
    origins,
  };
}

/** Some values and who set them. */
interface Layer {
  readonly values: Partial<SettingValues>;
  readonly origin: (name: SettingName) => Origin;
}

type Merged = Pick<Config, 'origins'> & { readonly values: SettingValues };

function merge(layers: readonly Layer[]): Merged {
  const values: Record<string, unknown> = {};
  const origins: Record<string, Origin> = {};
  for (const name of Object.keys(settings) as SettingName[]) {
    const layer = layers.find((candidate) => candidate.values[name] !== undefined);
    values[name] = layer === undefined ? settings[name].fallback : layer.values[name];
    origins[name] = layer === undefined ? { kind: 'default' } : layer.origin(name);
  }
  return { values: values as unknown as SettingValues, origins: origins as Config['origins'] };
}

function flagLayer({ offline, preferOffline = false, registry }: ConfigFlags): Layer {
  return {
    values: {
      ...(offline ? { offline } : {}),
      ...(preferOffline ? { preferOffline } : {}),
      ...(registry === null ? {} : { defaultRegistry: registry }),
    },
    origin: (name) => ({ kind: 'flag', flag: settings[name].flag ?? '' }),
  };
}

function environmentLayer(environment: Environment): Layer {
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const text = setting.variable === null ? undefined : variable(environment, setting.variable);
    if (text !== undefined) values[name] = parseVariable(setting, text);
  }
  return {
    values: values,
    origin: (name) => ({ kind: 'environment', variable: settings[name].variable ?? '' }),
  };
}

function parseVariable({ variable: name, form }: Setting<unknown>, text: string): unknown {
  const value = form.parse(text);
  if (value !== null) return value;
  throw new PaksError('CONFIG_INVALID', {
    message: `the environment variable \`${name}\` is \`${text}\`, but has to be ${form.description}`,
    hint: `correct \`${name}\` or unset it`,
  });
}

async function policyLayer(fileSystem: FileSystem, file: string): Promise<Layer> {
  const text = readText(fileSystem, file);
  if (text === null) {
    throw new PaksError('CONFIG_INVALID', {
      message: `there is no policy file \`${file}\``,
      hint: 'correct `PAKS_POLICY` or the setting `policy-file`',
    });
  }
  const { readPolicyFile } = await import('./readConfigFile.ts');
  return { values: readPolicyFile(text, file), origin: () => ({ kind: 'policy', file }) };
}

async function readUserFile(fileSystem: FileSystem, file: string): Promise<ConfigFile> {
  const text = readText(fileSystem, file);
  if (text === null) return { values: {}, registries: [], agents: [] };
  const { readConfigFile } = await import('./readConfigFile.ts');
  return readConfigFile(text, file);
}

function readText(fileSystem: FileSystem, file: string): string | null {
  const bytes = readRegularFile(fileSystem, file, INPUT_LIMITS.manifestBytes);
  if (bytes === null) return null;
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', {
      message: `\`${file}\` is not UTF-8 text`,
      hint: 'save it in the encoding UTF-8',
      cause,
    });
  }
}

function registriesOf(
  named: readonly Registry[],
  values: SettingValues,
  origins: Config['origins'],
): ReadonlyMap<RegistryName, Registry> {
  const registries = new Map([PUBLIC_REGISTRY, ...named].map((entry) => [entry.name, entry]));
  const { defaultRegistry: name, defaultRegistryUrl } = values;
  if (defaultRegistryUrl !== undefined) {
    const origin = origins.defaultRegistryUrl;
    registries.set(name, atUrl(registries.get(name), name, { url: defaultRegistryUrl, origin }));
  }
  return registries;
}

/** A registry at another address; what its entry says besides holds only for the address it gives. */
function atUrl(
  entry: Registry | undefined,
  name: RegistryName,
  moved: { readonly url: string; readonly origin: Origin },
): Registry {
  const insecure = entry?.insecure ?? false;
  const url = parseDefaultUrl(moved.url, insecure);
  if (entry?.url === url) return { ...entry, origin: moved.origin };
  const { origin } = moved;
  return { name, url, authUrl: undefined, authRequired: false, insecure, origin };
}

function parseDefaultUrl(text: string, insecure: boolean): string {
  try {
    return parseRegistryUrl(text, insecure);
  } catch (cause) {
    throw new PaksError('CONFIG_INVALID', {
      message: `\`PAKS_REGISTRY\` is \`${text}\`, which is not the address of a registry`,
      hint: 'set it to an `https://` URL without a user name, query or fragment',
      cause,
    });
  }
}
