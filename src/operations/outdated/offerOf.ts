import { versionsOfSkill } from '../../git/tags.ts';
import { askReference } from '../../fetchers/findReference.ts';
import { pseudoVersion } from '../../fetchers/pseudoVersion.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { FetcherProvider } from '../../fetchers/FetcherProvider.ts';
import type { Locator } from '../../model/Locator.ts';
import type { Version } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { GitSource, Source } from '../../model/Source.ts';
import type { Candidate } from '../../resolver/Provider.ts';

/** Who is asked what there is. */
export interface OfferSources {
  readonly objects: GitObjects;
  readonly provider: FetcherProvider;
}

/** What is known of a skill before its source is looked at. */
export interface OfferedSkill {
  readonly id: SkillId;
  readonly source: Source;
  readonly candidates: readonly Candidate[];
  /** A pin holds it at a commit: what its branch has now is no candidate. */
  readonly atCommit?: boolean | undefined;
}

/** What a source has of a skill, beyond what the requirement on it could choose. */
export interface SkillOffer {
  readonly candidates: readonly Candidate[];
  /** Exactly where one of the candidates is. */
  readonly locate: (version: Version) => Promise<Locator>;
}

/**
 * The versions to compare a locked one with. For a git `tag` these are all releases of its repository,
 * so that a newer one is heard of; a tag that is no release stands alone.
 */
export async function offerOf(
  { id, source, candidates, atCommit }: OfferedSkill,
  { objects, provider }: OfferSources,
): Promise<SkillOffer> {
  if (atCommit === true && source.kind === 'git') return tipOf(id, source, objects);
  const locate = (version: Version): Promise<Locator> => provider.locate(id, version, source);
  if (source.kind !== 'git' || source.reference.kind !== 'tag') return { candidates, locate };
  const { name } = source.reference;
  const releases = await releasesOf(objects, id, source);
  if (!releases.some(({ tag }) => tag === name)) return { candidates, locate };
  return {
    candidates: releases.map(({ version }) => asCandidate(version)),
    locate: async (version) => {
      const found = releases.find((release) => release.version === version);
      if (found === undefined) return locate(version);
      const reference = { kind: 'tag', name: found.tag } as const;
      const pin = { ...source, reference, commit: found.commit };
      return { id, version, pin, integrity: null };
    },
  };
}

/** What the branch has now. */
async function tipOf(id: SkillId, source: GitSource, objects: GitObjects): Promise<SkillOffer> {
  const { commit } = await askReference(objects, source);
  const { committedAt } = await objects.tree(source.url, commit);
  const version = pseudoVersion(commit, committedAt);
  return {
    candidates: [asCandidate(version)],
    locate: async () => ({ id, version, pin: { ...source, commit }, integrity: null }),
  };
}

function asCandidate(version: Version): Candidate {
  return { version, yanked: false, publishedAt: null, dependencies: null };
}

async function releasesOf(objects: GitObjects, id: SkillId, source: GitSource) {
  const references = await objects.references(source.url, 'refs/tags/');
  return versionsOfSkill(references, { id, path: source.path });
}
