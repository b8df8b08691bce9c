import type { Integrity } from '../model/Integrity.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { RegistryName } from '../model/Source.ts';

/** Another release of the skill that has the version already. */
export interface EarlierRelease {
  readonly tag: string;
  /** True where the skill is not as that tag has it. */
  readonly changed: boolean;
}

/** The remote that is pushed to, as it answered. */
export interface RemoteFacts {
  readonly name: string;
  /** True where it has the release's tag. */
  readonly hasTag: boolean;
  /**
   * How its branch stands to HEAD: there is none, it is at HEAD, it has more commits than HEAD and none less,
   * HEAD has more and none less, or each has commits that the other has not.
   */
  readonly branch: 'absent' | 'same' | 'ahead' | 'behind' | 'diverged';
}

/** The registry that is told, as it answered. */
export interface RegistryFacts {
  readonly name: RegistryName;
  /** The address it is told to read from. */
  readonly repository: string;
  /** The content that it has of this very version; null for none. */
  readonly indexed: Integrity | null;
}

/** What is known when a release is planned. */
export interface ReleaseFacts {
  readonly name: string;
  readonly description: string;
  /** Directory of the skill in the repository, '' for its root. */
  readonly directory: string;
  /** What `SKILL.md` says now; null for nothing. */
  readonly from: string | null;
  readonly version: Version;
  /** True where `SKILL.md` has to be written for that. */
  readonly rewrites: boolean;
  /** Of the skill as it is released. */
  readonly integrity: Integrity;
  readonly commit: CommitId;
  /** The current branch; null where HEAD is detached. */
  readonly currentBranch: string | null;
  readonly tag: string;
  /** The object that the tag is in this repository; null where it has none. */
  readonly localTag: string | null;
  readonly earlier: EarlierRelease | null;
  /** Null where nothing is pushed. */
  readonly remote: RemoteFacts | null;
  /** Null where no registry is told. */
  readonly registry: RegistryFacts | null;
  /** Milliseconds since the epoch. */
  readonly now: number;
}

/** What the author wants of a release. */
export interface ReleaseWishes {
  /** True where a version was asked for, be it by a bump. */
  readonly namesVersion: boolean;
  readonly commit: boolean;
  readonly lightweight: boolean;
  /** The tag's message; null for the usual one. */
  readonly message: string | null;
  readonly force: boolean;
  /** The branch to push to; null for the current one. */
  readonly branch: string | null;
  /** What becomes of uncommitted changes: there are none, they are put aside meanwhile, or they stay. */
  readonly changes: 'clean' | 'stash' | 'leave';
  /** Whose skill it becomes; null for the token's own account. */
  readonly account: string | null;
  /** What else was said about where to push and whom to tell; null for what was left to be found. */
  readonly remote: string | null;
  readonly registry: string | null;
  readonly repository: string | null;
}
