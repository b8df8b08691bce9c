import { scanSkill } from '../../../../src/audit/scanSkill.ts';
import { parseTag } from '../../../../src/git/tags.ts';
import { completeVersion } from '../../../../src/manifest/completeVersion.ts';
import { validateSkill } from '../../../../src/manifest/validateSkill.ts';
import type { Dependency } from '../../../../src/model/Dependency.ts';
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

/**
 * Judges a skill as strictly as publishing does: every rule of `validateSkill`, nothing hidden in its
 * text and no secret, a version that its tag does not contradict, dependencies that a registry can hold.
 * Throws `INVALID_SKILL` with all that the rules found.
 */
export function judgeSkill(files: readonly SkillFile[], place: TaggedPlace): JudgedSkill {
  const warnings = judgeByRules(files, place);
  const metadata = readSkill(bytesOf(files));
  const { name } = metadata;
  if (name === undefined || !isSpecificationName(name))
    throw invalid('the skill has no valid name');
  return {
    name,
    version: judgeVersion(metadata.version, { tag: place.tag, name }),
    license: metadata.license?.replaceAll('\0', '') ?? null,
    dependencies: Object.fromEntries(metadata.dependencies.map(judgeDependency)),
    warnings,
  };
}

const MOST_SHOWN = 50;

/** Returns the warnings. */
function judgeByRules(files: readonly SkillFile[], { path }: TaggedPlace): readonly string[] {
  const directoryName = path === '' ? null : (path.split('/').at(-1) ?? null);
  const findings = [
    ...validateSkill({ files, directoryName, purpose: 'publish' }),
    ...scanSkill(files)
      .filter(({ id, severity }) => severity === 'error' || id === 'secret')
      .map((finding) => ({ ...finding, severity: 'error' as const })),
  ].map((finding) => ({
    isError: finding.severity === 'error',
    text: `${finding.path}:${finding.line}: ${finding.message}`,
  }));
  const errors = findings.filter(({ isError }) => isError).map(({ text }) => text);
  const [first] = errors;
  if (first !== undefined) {
    const others = errors.length === 1 ? '' : `, and ${errors.length - 1} more`;
    throw new Refusal('INVALID_SKILL', `${first}${others}`, {
      details: { findings: errors.slice(0, MOST_SHOWN) },
    });
  }
  return findings.map(({ text }) => text).slice(0, MOST_SHOWN);
}

function bytesOf(files: readonly SkillFile[]): Uint8Array {
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
  if (bytes.includes(0)) throw invalid(`\`${SKILL_FILE}\` holds a zero byte`);
  return bytes;
}

/** The version in `SKILL.md`; where it has none, the tag's. Both must agree. */
function judgeVersion(
  text: string | undefined,
  { tag, name }: { readonly tag: string; readonly name: string },
): string {
  const release = parseTag(tag);
  const tagged = release !== null && (release.name ?? name) === name ? release.version : null;
  const version = text === undefined ? tagged : completeVersion(text);
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
