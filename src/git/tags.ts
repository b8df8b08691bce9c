import { posix } from 'node:path';
import parseVersionText from 'semver/functions/parse.js';
import type { CommitId } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import { isReferenceName } from '../model/referenceName.ts';
import { directoryName, type SkillId } from '../model/SkillId.ts';
import type { RemoteReference } from './GitClient.ts';

/** What a release tag says: `pdf@1.2.3` has a name, `v1.2.3` and `1.2.3` have none. */
export interface ReleaseTag {
  readonly name: string | null;
  readonly version: Version;
}

/** One version of a skill and the tag that marks it. */
export interface TaggedVersion {
  readonly version: Version;
  /** The tag's short name. */
  readonly tag: string;
  readonly commit: CommitId;
}

const TAGS = 'refs/tags/';
const SHAPE = /^(?:(.+)@|v)?(\d+\.\d+\.\d+(?:[-+].*)?)$/;

/** Reads a tag's short name; null for one that marks no release. */
export function parseTag(tag: string): ReleaseTag | null {
  const [, name, text] = SHAPE.exec(tag) ?? [];
  if (text === undefined || !isReferenceName(tag)) return null;
  const parsed = parseVersionText(text);
  if (parsed === null || parsed.build.length > 0) return null;
  return { name: name ?? null, version: parsed.version as Version };
}

/** The tag that marks a release: `NAME@X.Y.Z`, or `vX.Y.Z` where the repository is one skill. */
export function formatTag({ name, version }: ReleaseTag): string {
  return name === null ? `v${version}` : `${name}@${version}`;
}

/** The versions of a skill at a path: its tags may bear the name it has here, or its directory's. */
export function versionsOfSkill(
  references: readonly RemoteReference[],
  { id, path }: { readonly id: SkillId; readonly path: string },
): readonly TaggedVersion[] {
  return skillVersions(references, [directoryName(id), posix.basename(path)]);
}

/**
 * The versions that a repository's tags give a skill known by one of these names, in the tags' order:
 * those of its own tags (`NAME@X.Y.Z`) if it has any, else those of the plain ones. Where two tags
 * mark one version, an earlier name and `v1.2.3` before `1.2.3` win.
 */
export function skillVersions(
  references: readonly RemoteReference[],
  names: readonly string[],
): readonly TaggedVersion[] {
  const tagged = references.flatMap(({ name, commit }) => {
    if (!name.startsWith(TAGS)) return [];
    const tag = name.slice(TAGS.length);
    const release = parseTag(tag);
    return release === null ? [] : [{ ...release, tag, commit }];
  });
  const own = tagged.filter(({ name }) => name !== null && names.includes(name));
  const ranked = own.length > 0 ? own : tagged.filter(({ name }) => name === null);
  const rank = ({ name, tag }: { name: string | null; tag: string }): number =>
    name === null ? Number(!tag.startsWith('v')) : names.indexOf(name);
  const best = new Map<Version, (typeof ranked)[number]>();
  for (const candidate of ranked) {
    const rival = best.get(candidate.version);
    if (rival === undefined || rank(candidate) < rank(rival))
      best.set(candidate.version, candidate);
  }
  return [...best.values()].map(({ version, tag, commit }) => ({ version, tag, commit }));
}
