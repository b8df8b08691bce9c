import type { ManifestSkill } from '../model/Manifest.ts';
import type { Dependency } from '../model/Dependency.ts';
import { normalizeFolder } from '../model/folderPath.ts';
import { isSkillId, parseSkillId, type SkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import type { TomlNode } from '../toml/TomlNode.ts';
import { PIN_FIELDS, readPin } from './readPin.ts';
import { readSource, SOURCE_FIELDS, type SourceFields, type WantedSource } from './readSource.ts';

const SKILL_FIELDS = [
  ...SOURCE_FIELDS,
  'as',
  'dir',
  'agents',
  'editable',
  'insecure',
  ...PIN_FIELDS,
];
const OVERRIDE_FIELDS = [...SOURCE_FIELDS, 'insecure'];

/** Reads one line of `[skills]`: a range, or a table that names a source. */
export function readManifestSkill(
  [key, node]: readonly [string, TomlNode],
  { registry, group }: { readonly registry: RegistryName; readonly group: string | null },
): ManifestSkill {
  const id = readId(key, node);
  if (typeof node.value === 'string') {
    return { id, ...readWanted(id, node, registry), group };
  }
  node.allow(SKILL_FIELDS);
  const wanted = readWanted(id, node, registry);
  const editable = node.get('editable')?.flag();
  if (editable !== undefined && wanted.source.kind !== 'path') {
    node
      .get('editable')
      ?.fail('`editable` is for a folder', 'add `path`, or remove `editable`', 'key');
  }
  const insecure = node.get('insecure')?.flag();
  if (insecure !== undefined && wanted.source.kind !== 'git') {
    node.get('insecure')?.fail('`insecure` here is for a git repository', undefined, 'key');
  }
  const pin = readPin(node, wanted.source);
  const as = node.get('as');
  const directory = node.get('dir');
  return {
    id,
    ...wanted,
    ...(as !== undefined && { as: readDirectoryName(as) }),
    ...(directory !== undefined && { directory: readFolder(directory) }),
    ...(node.get('agents') !== undefined && { agents: readAgents(node.get('agents')) }),
    ...(editable !== undefined && { editable }),
    ...(insecure !== undefined && { insecure }),
    ...(pin !== undefined && { pin }),
    group,
  };
}

/** Reads one line of `[overrides]`: a version or range, or a table that names a source. */
export function readOverride(
  [key, node]: readonly [string, TomlNode],
  registry: RegistryName,
): Dependency {
  const id = readId(key, node);
  if (typeof node.value !== 'string') node.allow(OVERRIDE_FIELDS);
  return { id, ...readWanted(id, node, registry) };
}

/** Reads a list of agent ids; whether an agent is known is decided where the settings are. */
export function readAgents(node: TomlNode | undefined): readonly string[] {
  return (node?.items() ?? []).map((item) => {
    const text = item.text();
    if (/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(text)) return text;
    return item.fail(`\`${text}\` is not the name of an agent`, 'run `paks agent list`');
  });
}

/** Reads the key of a table of skills. */
export function readId(key: string, node: TomlNode): SkillId {
  try {
    return parseSkillId(key);
  } catch {
    return node.fail(
      `\`${key}\` is not a skill name`,
      'use `account/name` (lower-case letters, digits and single hyphens) or one plain file name',
      'key',
    );
  }
}

function readWanted(id: SkillId, node: TomlNode, registry: RegistryName): WantedSource {
  const isText = typeof node.value === 'string';
  const fields: SourceFields = isText
    ? { version: node.text() }
    : Object.fromEntries(
        SOURCE_FIELDS.flatMap((field) => {
          const member = node.get(field);
          return member === undefined ? [] : [[field, member.text()]];
        }),
      );
  return readSource(id, fields, {
    registry,
    insecure: !isText && node.get('insecure')?.flag() === true,
    fail: (field, message, hint) =>
      ((isText || field === null ? undefined : node.get(field)) ?? node).fail(
        message,
        hint,
        field === null ? 'key' : 'value',
      ),
  });
}

function readFolder(node: TomlNode): string {
  const folder = normalizeFolder(node.text());
  return folder ?? node.fail(`\`${node.text()}\` is not a directory`);
}

function readDirectoryName(node: TomlNode): string {
  const name = node.text();
  if (isSkillId(name) && !name.includes('/')) return name;
  return node.fail(
    `\`${name}\` cannot be a directory of every system`,
    'use letters, digits and hyphens',
  );
}
