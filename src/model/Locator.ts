import type { Integrity } from './Integrity.ts';
import type { Version } from './Range.ts';
import type { SkillId } from './SkillId.ts';
import type { GitReference, RegistryName, Source } from './Source.ts';

/** Forty lower-case hex digits. */
export type CommitId = string & { readonly __commitId: true };

/** What pins a registry skill; the git fields say where the registry indexed it from. */
export interface RegistryPin {
  readonly kind: 'registry';
  readonly registry: RegistryName;
  readonly repository?: string | undefined;
  readonly tag?: string | undefined;
  readonly commit?: CommitId | undefined;
  readonly path?: string | undefined;
}

/** What pins a git skill. `tag` is the one a range chose, where `reference` is `versions`. */
export interface GitPin {
  readonly kind: 'git';
  readonly url: string;
  readonly path: string;
  readonly reference: GitReference;
  readonly tag?: string | undefined;
  readonly commit: CommitId;
}

/** A folder of the project's own; its content is not pinned. */
export interface PathPin {
  readonly kind: 'path';
  readonly path: string;
}

/** A skill of an installed npm package. `skill` is what was asked for, '' for the only one. */
export interface NpmPin {
  readonly kind: 'npm';
  readonly package: string;
  readonly skill: string;
  /** The directory inside the package. */
  readonly path: string;
}

/** Where exactly the bytes of one version are. */
export type Pin = RegistryPin | GitPin | PathPin | NpmPin;

/** A fact: exactly these bytes. Everything the lockfile stores about one skill but its edges. */
export interface Locator {
  readonly id: SkillId;
  readonly version: Version;
  readonly pin: Pin;
  /** Null only for a folder of the project's own. */
  readonly integrity: Integrity | null;
}

/** The version shown for a folder of the project's own; never written, never matched by a range but `*`. */
export const LOCAL_VERSION = '0.0.0-local' as Version;

const COMMIT = /^[0-9a-f]{40}$/;

/** True for forty lower-case hex digits. */
export function isCommitId(text: string): text is CommitId {
  return COMMIT.test(text);
}

/** True for six to thirty-nine lower-case hex digits: the beginning of a commit, as people write it. */
export function isAbbreviatedCommit(text: string): boolean {
  return /^[0-9a-f]{6,39}$/.test(text);
}

/** The commit a pin names; undefined where its kind has none. */
export function commitOf(pin: Pin): CommitId | undefined {
  return pin.kind === 'git' || pin.kind === 'registry' ? pin.commit : undefined;
}

/** The source a pin was chosen from. */
export function sourceOf(pin: Pin): Source {
  switch (pin.kind) {
    case 'registry':
      return { kind: 'registry', registry: pin.registry };
    case 'git':
      return { kind: 'git', url: pin.url, path: pin.path, reference: pin.reference };
    case 'path':
      return { kind: 'path', path: pin.path };
    case 'npm':
      return { kind: 'npm', package: pin.package, skill: pin.skill };
  }
}
