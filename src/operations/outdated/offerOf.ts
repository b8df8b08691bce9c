import { posix } from 'node:path';
import { skillVersions } from '../../git/tags.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { FetcherProvider } from '../../fetchers/FetcherProvider.ts';
import type { Locator } from '../../model/Locator.ts';
import type { Version } from '../../model/Range.ts';
import { directoryName, type SkillId } from '../../model/SkillId.ts';
import type { GitSource, Source } from '../../model/Source.ts';
import type { Candidate } from '../../resolver/Provider.ts';

/** Who is asked what there is. */
export interface OfferSources {
  readonly objects: GitObjects;
  readonly provider: FetcherProvider;
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
  { id, source, candidates }: { id: SkillId; source: Source; candidates: readonly Candidate[] },
  { objects, provider }: OfferSources,
): Promise<SkillOffer> {
  const locate = (version: Version): Promise<Locator> => provider.locate(id, version, source);
  if (source.kind !== 'git' || source.reference.kind !== 'tag') return { candidates, locate };
  const { name } = source.reference;
  const releases = await releasesOf(objects, id, source);
  if (!releases.some(({ tag }) => tag === name)) return { candidates, locate };
  return {
    candidates: releases.map(({ version }) => ({
      version,
      yanked: false,
      publishedAt: null,
      dependencies: null,
    })),
    locate: async (version) => {
      const found = releases.find((release) => release.version === version);
      if (found === undefined) return locate(version);
      const reference = { kind: 'tag', name: found.tag } as const;
      const pin = { ...source, reference, commit: found.commit };
      return { id, version, pin, integrity: null };
    },
  };
}

async function releasesOf(objects: GitObjects, id: SkillId, source: GitSource) {
  const references = await objects.references(source.url, 'refs/tags/');
  return skillVersions(references, [directoryName(id), posix.basename(source.path)]);
}
