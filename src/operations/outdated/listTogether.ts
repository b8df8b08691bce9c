import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { GitSource, Source } from '../../model/Source.ts';

/**
 * Asks every repository once for all that its skills will want to know of its references: a hundred
 * skills of one repository cost one request, and only the names that matter travel.
 */
export function listTogether(objects: GitObjects, sources: readonly Source[]): void {
  const wanted = new Map<string, Set<string>>();
  for (const source of sources) {
    const prefix = source.kind === 'git' ? prefixOf(source) : null;
    if (source.kind !== 'git' || prefix === null) continue;
    const prefixes = wanted.get(source.url);
    if (prefixes === undefined) wanted.set(source.url, new Set([prefix]));
    else prefixes.add(prefix);
  }
  for (const [url, prefixes] of wanted) objects.listTogether(url, [...prefixes].sort());
}

/** A tag is looked at among its peers: there may be a newer one. */
function prefixOf({ reference }: GitSource): string | null {
  switch (reference.kind) {
    case 'versions':
    case 'tag':
      return 'refs/tags/';
    case 'branch':
      return `refs/heads/${reference.name}`;
    case 'default':
      return 'HEAD';
    case 'commit':
      return null;
  }
}
