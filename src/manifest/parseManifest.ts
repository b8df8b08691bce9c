import type { Manifest, ManifestSkill } from '../model/Manifest.ts';
import { isSpecificationName } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { parseToml } from '../toml/parseToml.ts';
import { TomlNode } from '../toml/TomlNode.ts';
import { readAgents, readManifestSkill, readOverride } from './readManifestSkill.ts';
import { readPatch } from './readPatch.ts';
import { readPolicy } from './readPolicy.ts';
import { readRegistries } from './readRegistries.ts';

/** How to name the file in errors, and the registry that entries without one come from. */
export interface ParseManifestOptions {
  readonly file: string;
  readonly registry: RegistryName;
}

const TABLES = [
  'project',
  'skills',
  'groups',
  'overrides',
  'patches',
  'registries',
  'install',
  'policy',
  'scripts',
];
const EVENTS = ['post-install'];
const LINKS = ['auto', 'symlink'] as const;

/**
 * Reads `paks.toml` (`docs/spec/manifest.md`). Throws `MANIFEST_INVALID` with line and column for the
 * first mistake, an unknown key included.
 */
export function parseManifest(text: string, options: ParseManifestOptions): Manifest {
  const document = parseToml(text, { file: options.file, code: 'MANIFEST_INVALID' });
  const root = TomlNode.root(document, 'MANIFEST_INVALID').allow(TABLES);
  return {
    project: readProject(root.get('project')),
    skills: [
      ...readSkills(root.get('skills'), null, options.registry),
      ...readGroups(root.get('groups'), options.registry),
    ],
    overrides: (root.get('overrides')?.entries() ?? []).map((entry) =>
      readOverride(entry, options.registry),
    ),
    patches: new Map((root.get('patches')?.entries() ?? []).map(readPatch)),
    registries: readRegistries(root.get('registries')),
    install: readInstall(root.get('install')),
    policy: readPolicy(root.get('policy')),
    scripts: readScripts(root.get('scripts')),
  };
}

function readProject(node: TomlNode | undefined): Manifest['project'] {
  node?.allow(['name', 'agents']);
  const name = node?.get('name')?.text();
  const agents = node?.get('agents');
  return {
    ...(name !== undefined && { name }),
    ...(agents !== undefined && { agents: readAgents(agents) }),
  };
}

function readSkills(
  node: TomlNode | undefined,
  group: string | null,
  registry: RegistryName,
): readonly ManifestSkill[] {
  return (node?.entries() ?? []).map((entry) => readManifestSkill(entry, { registry, group }));
}

function readGroups(node: TomlNode | undefined, registry: RegistryName): readonly ManifestSkill[] {
  return (node?.entries() ?? []).flatMap(([name, group]) => {
    if (!isSpecificationName(name)) {
      group.fail(
        `\`${name}\` is not a group name`,
        'use lower-case letters, digits and hyphens',
        'key',
      );
    }
    return readSkills(group.allow(['skills']).get('skills'), name, registry);
  });
}

function readInstall(node: TomlNode | undefined): Manifest['install'] {
  node?.allow(['link', 'vendor']);
  return {
    link: node?.get('link')?.oneOf(LINKS) ?? 'auto',
    vendor: node?.get('vendor')?.flag() ?? false,
  };
}

function readScripts(node: TomlNode | undefined): ReadonlyMap<string, string> {
  const entries = node?.allow(EVENTS).entries() ?? [];
  return new Map(entries.map(([event, command]) => [event, command.text()]));
}
