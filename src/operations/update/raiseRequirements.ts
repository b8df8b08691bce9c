import satisfies from 'semver/functions/satisfies.js';
import { setManifestRange } from '../../manifest/editRange.ts';
import { raisedRange } from '../../manifest/raisedRange.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import type { Version } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { Project } from '../../project/Project.ts';
import { newestOf } from '../outdated/newestOf.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';
import type { RaisedRequirement } from './UpdateResult.ts';

/** A manifest that asks for the newest versions. */
export interface RaisedManifest {
  readonly text: string;
  readonly raised: readonly RaisedRequirement[];
}

/**
 * Rewrites the requirements of these skills that do not admit their newest version (not yanked, old
 * enough, stable where anything is), each in its own style. Pins, overrides, and entries that name a
 * branch, a tag or a commit stay as they are. What is newer but too young is a warning.
 */
export async function raiseRequirements(
  { clock, reporter }: Services,
  sources: Sources,
  { project, ids }: { readonly project: Project; readonly ids: ReadonlySet<SkillId> | 'all' },
): Promise<RaisedManifest> {
  const { manifest } = project;
  const { minimumReleaseAge: age } = sources.config;
  const publishedBefore = age === undefined ? null : clock.now() - age;
  const forced = new Set(manifest.overrides.map(({ id }) => id));
  const entries = manifest.skills.filter(
    (entry) => hasRange(entry) && !forced.has(entry.id) && (ids === 'all' || ids.has(entry.id)),
  );
  const newest = await Promise.all(
    entries.map(async ({ id, source }) => {
      const answer = await sources.provider.versions(id, source);
      return answer.kind === 'found' ? newestOf(answer.value, publishedBefore) : null;
    }),
  );
  let text = project.manifestText;
  const raised: RaisedRequirement[] = [];
  for (const [index, entry] of entries.entries()) {
    const { latest = null, usable: version = null } = newest[index] ?? {};
    if (latest !== null && latest !== version && !satisfies(latest, entry.range)) {
      reporter.report({ type: 'warning', ...tooYoung(entry, latest) });
    }
    if (version === null || entry.range === '*' || satisfies(version, entry.range)) continue;
    const range = raisedRange(entry.range, version);
    text = setManifestRange(text, entry, range);
    raised.push({ id: entry.id, from: entry.range, to: range });
  }
  return { text, raised };
}

function tooYoung({ id }: ManifestSkill, version: Version) {
  const message = `\`${id}\` ${version} is too young for \`minimum-release-age\`, and is not asked for`;
  return { code: 'release-age', message };
}

function hasRange({ source, pin }: ManifestSkill): boolean {
  if (pin !== undefined) return false;
  return (
    source.kind === 'registry' || (source.kind === 'git' && source.reference.kind === 'versions')
  );
}
