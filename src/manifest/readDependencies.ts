import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { Dependency } from '../model/Dependency.ts';
import { parseSkillId } from '../model/SkillId.ts';
import type { RegistryName } from '../model/Source.ts';
import { type SourceFields, readSource } from './readSource.ts';
import { type Place, textOf, type YamlMap, type YamlNode } from './YamlNode.ts';

/** A dependency that cannot be read. `foreign`: one that is no skill at all, such as `python>=3.8`. */
interface UnreadDependency extends Place {
  readonly message: string;
  readonly foreign: boolean;
}

/** The dependencies of a skill, sorted by id, and what could not be read. */
export interface ReadDependencies {
  readonly dependencies: readonly Dependency[];
  readonly unread: readonly UnreadDependency[];
}

interface Written {
  readonly name: string;
  readonly fields: SourceFields;
  readonly place: Place;
}

const FIELDS = ['version', 'registry', 'git', 'path', 'branch', 'tag', 'rev'] as const;

/**
 * Reads `dependencies` in every form: a list of texts or mappings, a mapping from names, or one text
 * with commas (`docs/spec/skill.md`). Folders stay relative to the skill.
 */
export function readDependencies(
  node: YamlNode | undefined,
  registry: RegistryName,
): ReadDependencies {
  const dependencies = new Map<string, Dependency>();
  const unread: UnreadDependency[] = [];
  for (const written of node === undefined ? [] : writtenIn(node)) {
    const { line, column } = written.place;
    try {
      const dependency = readOne(written, registry);
      if (dependencies.has(dependency.id)) throw invalid(`\`${dependency.id}\` is there twice`);
      dependencies.set(dependency.id, dependency);
    } catch (thrown) {
      if (!isPaksError(thrown)) throw thrown;
      const isText = Object.keys(written.fields).every((field) => field === 'version');
      const foreign = isText && !/^[a-z0-9-]+\/[a-z0-9-]+$/i.test(written.name);
      unread.push({ message: thrown.message, foreign, line, column });
    }
  }
  const sorted = [...dependencies.values()].sort((left, right) => (left.id < right.id ? -1 : 1));
  return { dependencies: sorted, unread };
}

function readOne({ name, fields }: Written, registry: RegistryName): Dependency {
  const id = parseSkillId(name);
  const isRegistry = fields.git === undefined && fields.path === undefined;
  const wanted = readSource(id, isRegistry ? { version: '*', ...fields } : fields, {
    registry,
    insecure: false,
    fail: (_, message) => {
      throw invalid(message);
    },
  });
  return { id, ...wanted };
}

function writtenIn(node: YamlNode): readonly Written[] {
  switch (node.kind) {
    case 'scalar':
      return (textOf(node) ?? '')
        .split(',')
        .filter((part) => part.trim() !== '')
        .map((part) => fromText(part, node));
    case 'list':
      return node.items.map((item) =>
        item.kind === 'map'
          ? fromMap(textOf(item.members.get('name')) ?? '', item)
          : fromText(textOf(item) ?? '', item),
      );
    case 'map':
      return [...node.members].map(([name, member]) =>
        member.kind === 'map'
          ? fromMap(name, member)
          : { name, fields: { version: textOf(member) ?? '*' }, place: member },
      );
  }
}

function fromText(text: string, place: Place): Written {
  const [name = '', ...range] = text.split('@');
  const version = range.join('@').trim();
  return { name: name.trim(), fields: version === '' ? {} : { version }, place };
}

function fromMap(name: string, map: YamlMap): Written {
  const fields = FIELDS.flatMap((field) => {
    const text = textOf(map.members.get(field));
    return text === undefined ? [] : [[field, text] as const];
  });
  return {
    name,
    fields: { ...Object.fromEntries(fields), ...referenceField(textOf(map.members.get('ref'))) },
    place: map,
  };
}

/** What `ref` names is told by its shape alone: a whole commit, a version tag, else a branch. */
function referenceField(reference: string | undefined): SourceFields {
  if (reference === undefined) return {};
  if (/^[0-9a-f]{40}$/i.test(reference)) return { rev: reference };
  return /(?:^|@)v?\d+\.\d+/.test(reference) ? { tag: reference } : { branch: reference };
}

function invalid(message: string): PaksError {
  return new PaksError('SOURCE_INVALID', { message });
}
