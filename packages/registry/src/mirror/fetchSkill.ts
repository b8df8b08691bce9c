import compareBuild from 'semver/functions/compare-build.js';
import { messageOf } from '../../../../src/errors/describeFailure.ts';
import type { WireVersion } from '../../../../src/protocol/versionSchemas.ts';
import type { SkillName } from '../skills/findSkill.ts';
import { latestOf } from '../skills/refreshSkill.ts';
import type { MirrorParts, OpenUpstream } from './MirrorParts.ts';
import {
  findMirroredSkill,
  findNameOwner,
  mirroredVersions,
  type MirroredSkill,
  type MirroredVersion,
} from './mirroredSkill.ts';
import { markChecked, storeVersions } from './storeVersions.ts';
import { verifyDetail, type VerifiedContent } from './verifyContent.ts';

/** What a look at a skill came to. */
export type Outcome =
  /** The name is this registry's own: nothing of it is ever asked of the upstream. */
  | { readonly kind: 'local' }
  /** It is here; stale where the upstream could not be asked. */
  | { readonly kind: 'here'; readonly isStale: boolean }
  /** The upstream has none of that name. */
  | { readonly kind: 'missing' }
  /** It is not here, and the upstream could not be asked. */
  | { readonly kind: 'failed'; readonly why: string };

/** Compares a skill with the upstream where that is due, and takes over what is new. Never throws for the upstream's faults. */
export async function fetchSkill(
  parts: MirrorParts,
  upstream: OpenUpstream,
  skill: SkillName,
): Promise<Outcome> {
  const owner = await findNameOwner(parts.sql, skill.account);
  if (owner !== undefined && owner.kind !== 'mirror') return { kind: 'local' };
  const here = await findMirroredSkill(parts.sql, skill);
  // Suspended by the operator, or of an upstream that was mirrored before: served as it is.
  if (owner !== undefined && (owner.status !== 'active' || owner.mirrored_from !== upstream.url)) {
    return here === undefined ? { kind: 'missing' } : { kind: 'here', isStale: false };
  }
  const age = parts.now().getTime() - (here?.checked_at.getTime() ?? 0);
  if (here !== undefined && age >= 0 && age < upstream.freshMs) {
    return { kind: 'here', isStale: false };
  }
  try {
    return await compare(parts, upstream, { skill, here });
  } catch (thrown) {
    const why = messageOf(thrown);
    const name = `${skill.account}/${skill.name}`;
    parts.log({ level: 'warning', event: 'mirror.failed', skill: name, from: upstream.url, why });
    return here === undefined ? { kind: 'failed', why } : { kind: 'here', isStale: true };
  }
}

interface Comparison {
  readonly skill: SkillName;
  readonly here: MirroredSkill | undefined;
}

async function compare(
  parts: MirrorParts,
  upstream: OpenUpstream,
  { skill, here }: Comparison,
): Promise<Outcome> {
  const { client, url: from } = upstream;
  const found = await client.versions(skill, here?.etag ?? null);
  if (found.kind === 'missing') {
    if (here === undefined) return { kind: 'missing' };
    throw new Error('it no longer has the skill');
  }
  if (found.kind === 'unchanged') {
    if (here !== undefined) await markChecked(parts.sql, here.id, { ...here, now: parts.now() });
    return { kind: 'here', isStale: false };
  }
  const known = here === undefined ? [] : await mirroredVersions(parts.sql, here.id);
  reportChanged(parts, skill, { versions: found.versions, known });
  const latest = latestAfter(known, found.versions);
  const stored = await storeVersions(parts, {
    ...skill,
    from,
    etag: found.etag,
    visibility: client.hasToken ? await client.visibility(skill) : 'public',
    versions: found.versions,
    latest: latest.version,
    content: latest.isDescribed ? null : await contentOf(upstream, skill, latest),
  });
  return stored ? { kind: 'here', isStale: false } : { kind: 'local' };
}

async function contentOf(
  { client }: OpenUpstream,
  skill: SkillName,
  { version, integrity }: MirroredVersion,
): Promise<VerifiedContent> {
  return verifyDetail(await client.version(skill, version), integrity);
}

/** The version that will be shown as the latest once the list is taken over. */
function latestAfter(
  known: readonly MirroredVersion[],
  versions: readonly WireVersion[],
): MirroredVersion {
  const after = new Map(known.map((row) => [row.version, row]));
  for (const { version, integrity, yanked } of versions) {
    const before = after.get(version);
    after.set(version, { version, integrity, isDescribed: false, ...before, yanked });
  }
  const [first, ...rest] = [...after.values()].sort((left, right) =>
    compareBuild(right.version, left.version),
  );
  const latest = first === undefined ? undefined : latestOf([first, ...rest]);
  if (latest === undefined) throw new Error('it has no version');
  return latest;
}

/** A version that has other content now than when it was mirrored is worth somebody's attention. */
function reportChanged(
  { log }: MirrorParts,
  skill: SkillName,
  { versions, known }: { versions: readonly WireVersion[]; known: readonly MirroredVersion[] },
): void {
  const before = new Map(known.map((row) => [row.version, row.integrity]));
  for (const { version, integrity } of versions) {
    const kept = before.get(version) ?? integrity;
    if (kept === integrity) continue;
    const name = `${skill.account}/${skill.name}`;
    log({
      level: 'error',
      event: 'mirror.changed',
      skill: name,
      version,
      kept,
      offered: integrity,
    });
  }
}
