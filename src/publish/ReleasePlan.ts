import type { Integrity } from '../model/Integrity.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { RegistryName } from '../model/Source.ts';

/** One thing that publishing does. Whether it is done can be seen, so none is ever done twice. */
export type ReleaseStep =
  | { readonly kind: 'stash'; readonly message: string }
  /** Writes the version to `SKILL.md`. */
  | { readonly kind: 'write' }
  /** `alone`: what else is staged stays out of it. */
  | { readonly kind: 'commit'; readonly message: string; readonly alone: boolean }
  /** A message of null makes a lightweight tag; `replaces` is the tag object that was there, null for none. */
  | { readonly kind: 'tag'; readonly message: string | null; readonly replaces: string | null }
  | { readonly kind: 'unstash'; readonly message: string }
  /** Pushes the tag, and the commit to a branch where one is named. */
  | {
      readonly kind: 'push';
      readonly remote: string;
      readonly branch: string | null;
      readonly force: boolean;
    }
  /** Tells a registry of the tag; `account` is null for the token's own. `flags` are those that tell it again. */
  | {
      readonly kind: 'notify';
      readonly registry: RegistryName;
      readonly repository: string;
      readonly account: string | null;
      readonly flags: readonly string[];
    };

/** The name of a step. */
export type StepKind = ReleaseStep['kind'];

/** What one release is and everything that it takes, in order. Plain JSON. */
export interface ReleasePlan {
  readonly name: string;
  /** Directory of the skill in the repository, '' for its root. */
  readonly directory: string;
  /** What `SKILL.md` says before; null for nothing. */
  readonly from: string | null;
  readonly version: Version;
  readonly tag: string;
  /** The commit that the release builds on. */
  readonly base: CommitId;
  /** The content hash that the tagged commit has to have. */
  readonly integrity: Integrity;
  readonly steps: readonly ReleaseStep[];
}

/** Path of the `SKILL.md` from the root of the repository. */
export function skillFileOf({ directory }: Pick<ReleasePlan, 'directory'>): string {
  return directory === '' ? 'SKILL.md' : `${directory}/SKILL.md`;
}
