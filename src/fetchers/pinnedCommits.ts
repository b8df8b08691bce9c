import type { CommitId } from '../model/Locator.ts';
import type { ProjectDependency } from '../model/ManifestPin.ts';
import { sourceKey } from '../model/Source.ts';

/** The commits at which a project holds branches, by id and source key with a blank between them. */
export type PinnedCommits = ReadonlyMap<string, CommitId>;

/** What the project pins to a commit. */
export function pinnedCommits(wishes: readonly ProjectDependency[]): PinnedCommits {
  return new Map(
    wishes.flatMap(({ id, source, pin }) =>
      pin?.kind === 'commit' ? [[`${id} ${sourceKey(source)}`, pin.commit] as const] : [],
    ),
  );
}
