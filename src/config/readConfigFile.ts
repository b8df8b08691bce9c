import { isRegistryName } from '../model/registryName.ts';
import { parseToml } from '../toml/parseToml.ts';
import { TomlNode } from '../toml/TomlNode.ts';
import type { AgentSettings } from './Config.ts';
import { parseRegistryUrl, type Registry } from './Registry.ts';
import type { Setting } from './Setting.ts';
import { settings, type SettingValues } from './settings.ts';

/** A settings file as data: only what it says. */
export interface ConfigFile {
  readonly values: Partial<SettingValues>;
  readonly registries: readonly Registry[];
  readonly agents: readonly AgentSettings[];
}

const SECRET = /token|password|secret|credential/i;
/** With an underscore the last one is how it was first announced. */
const REGISTRY_KEYS = ['url', 'auth-url', 'auth-required', 'insecure', 'auth_required'];
const AGENT_KEYS = ['name', 'project-directory', 'user-directory', 'reads-shared'];

/**
 * Reads `config.toml`. Throws `CONFIG_INVALID` with file, line and column; an unknown key comes with
 * the nearest known one, and a key for a secret with the command that keeps secrets.
 */
export function readConfigFile(text: string, file: string): ConfigFile {
  const root = TomlNode.root(parseToml(text, { file, code: 'CONFIG_INVALID' }), 'CONFIG_INVALID');
  refuseSecrets(root);
  root.allow([...keysBelow(''), 'registries', 'policy', 'agents']);
  root.get('policy')?.allow(keysBelow('policy'));
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const node = setting.key === null ? undefined : nodeAt(root, setting.key);
    if (node !== undefined) values[name] = readValue(node, setting);
  }
  return {
    values: values,
    registries: readRegistries(root.get('registries'), file),
    agents: (root.get('agents')?.entries() ?? []).map(([id, node]) => readAgent(id, node)),
  };
}

/** Reads a policy file: the keys of `[policy]`, at the top. Throws `CONFIG_INVALID`. */
export function readPolicyFile(text: string, file: string): Partial<SettingValues> {
  const root = TomlNode.root(parseToml(text, { file, code: 'CONFIG_INVALID' }), 'CONFIG_INVALID');
  root.allow(keysBelow('policy'));
  const values: Record<string, unknown> = {};
  for (const [name, setting] of Object.entries<Setting<unknown>>(settings)) {
    const key = setting.key?.startsWith('policy.') === true ? setting.key : null;
    const node = key === null ? undefined : root.get(key.slice('policy.'.length));
    if (node !== undefined) values[name] = readValue(node, setting);
  }
  return values;
}

function readValue(node: TomlNode, { form }: Setting<unknown>): unknown {
  return form.fromToml(node.value) ?? node.fail(`\`${node.name}\` has to be ${form.description}`);
}

function readRegistries(node: TomlNode | undefined, file: string): readonly Registry[] {
  const own = keysBelow('registries');
  return (node?.entries() ?? [])
    .filter(([name]) => !own.includes(name))
    .map(([name, entry]) => readRegistry(name, entry, file));
}

function readRegistry(name: string, node: TomlNode, file: string): Registry {
  if (!isRegistryName(name)) node.fail(`\`${name}\` is not a registry name`, undefined, 'key');
  node.allow(REGISTRY_KEYS);
  const insecure = node.get('insecure')?.flag() ?? false;
  const readUrl = (text: string): string => parseRegistryUrl(text, insecure);
  const url = node.get('url') ?? node.fail(`registry \`${name}\` has no \`url\``, undefined, 'key');
  return {
    name,
    url: url.parsed(readUrl),
    authUrl: node.get('auth-url')?.parsed(readUrl),
    authRequired: (node.get('auth-required') ?? node.get('auth_required'))?.flag() ?? false,
    insecure,
    origin: { kind: 'user', file },
  };
}

function readAgent(id: string, node: TomlNode): AgentSettings {
  if (!/^[a-z0-9][a-z0-9-]*$/.test(id)) {
    node.fail(`\`${id}\` is not an agent id`, 'use lower-case letters, digits and hyphens', 'key');
  }
  node.allow(AGENT_KEYS);
  return {
    id,
    name: node.get('name')?.text(),
    projectDirectory: node.get('project-directory')?.text(),
    userDirectory: node.get('user-directory')?.text(),
    readsShared: node.get('reads-shared')?.flag(),
  };
}

/** Last parts of the keys of a table; '' for the top level. */
function keysBelow(table: string): string[] {
  const prefix = table === '' ? '' : `${table}.`;
  return Object.values<Setting<unknown>>(settings)
    .flatMap(({ key }) => (key?.startsWith(prefix) === true ? [key.slice(prefix.length)] : []))
    .filter((key) => !key.includes('.'));
}

function nodeAt(root: TomlNode, key: string): TomlNode | undefined {
  return key.split('.').reduce<TomlNode | undefined>((node, part) => node?.get(part), root);
}

function refuseSecrets(root: TomlNode): void {
  const tables = [root, ...(root.get('registries')?.entries() ?? []).map(([, entry]) => entry)];
  for (const table of tables.filter(({ value }) => typeof value === 'object')) {
    for (const [key, node] of table.entries()) {
      if (!SECRET.test(key)) continue;
      node.fail(
        `\`${key}\`: no secret is kept in this file`,
        'delete the line and run `paks login`, or set `PAKS_TOKEN`',
        'key',
      );
    }
  }
}
