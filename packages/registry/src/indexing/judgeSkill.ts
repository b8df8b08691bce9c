import { parseTag } from '../../../../src/git/tags.ts';
import type { Dependency } from '../../../../src/model/Dependency.ts';
import { isVersion, parseVersion } from '../../../../src/model/Range.ts';
import { isSpecificationName, qualifiedName } from '../../../../src/model/SkillId.ts';
import { SKILL_FILE } from '../../../../src/model/skillPath.ts';
import type { SkillFile } from '../../../../src/model/SkillTree.ts';
import { DEFAULT_REGISTRY } from '../../../../src/model/Source.ts';
import { Refusal } from '../http/Refusal.ts';
import { readSkill } from '../skills/skillFacts.ts';
import type { TaggedPlace } from './readTaggedSkill.ts';

/** What a skill that may be published says of itself. */
export interface JudgedSkill {
  readonly name: string;
  readonly version: string;
  readonly license: string | null;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly warnings: readonly string[];
}

/** Judges a skill as strictly as publishing does. Throws `INVALID_SKILL` or `SKILL_INVALID`. */
export function judgeSkill(files: readonly SkillFile[], place: TaggedPlace): JudgedSkill {
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
  const metadata = readSkill(bytes);
  const name = judgeName(metadata.name, place);
  return {
    name,
    version: judgeVersion(metadata.version, { tag: place.tag, name }),
    license: metadata.license ?? null,
    dependencies: Object.fromEntries(metadata.dependencies.map(judgeDependency)),
    warnings: metadata.notes.map((note) => note.message),
  };
}

function judgeName(name: string | undefined, { path }: TaggedPlace): string {
  if (name === undefined || !isSpecificationName(name)) {
    throw invalid(
      name === undefined
        ? 'the skill has no `name`'
        : `\`${name}\` is not a name: lower-case letters, digits and single hyphens, at most 64`,
    );
  }
  const directory = path.split('/').at(-1) ?? '';
  if (directory === '' || directory === name) return name;
  throw invalid(`the skill calls itself \`${name}\`, its directory is \`${directory}\``);
}

/** The version in `SKILL.md`; where it has none, the tag's. Both must agree. */
function judgeVersion(
  text: string | undefined,
  { tag, name }: { readonly tag: string; readonly name: string },
): string {
  const release = parseTag(tag);
  const tagged = release !== null && (release.name ?? name) === name ? release.version : null;
  const stated = text !== undefined && isVersion(text) ? parseVersion(text) : null;
  if (text !== undefined && stated === null) throw invalid(`\`${text}\` is not a semantic version`);
  const version = stated ?? tagged;
  if (version === null) throw invalid(`neither \`SKILL.md\` nor the tag \`${tag}\` has a version`);
  if (tagged === null || tagged === version) return version;
  throw invalid(`the tag \`${tag}\` stands for ${tagged}, \`SKILL.md\` says ${version}`);
}

function judgeDependency({ id, range, source }: Dependency): readonly [string, string] {
  const fromHere = source.kind === 'registry' && source.registry === DEFAULT_REGISTRY;
  if (fromHere && qualifiedName(id) !== null) return [id, range];
  throw invalid(
    `the dependency \`${id}\` is not a registry's skill, \`account/name\` with a range`,
  );
}

function invalid(message: string): Refusal {
  return new Refusal('INVALID_SKILL', message);
}
