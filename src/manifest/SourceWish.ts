import type { Range } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { GitReference, RegistryName } from '../model/Source.ts';

/** A skill of a registry. */
export interface RegistryWish {
  readonly kind: 'registry';
  readonly id: SkillId;
  /** Absent where no version was asked for. */
  readonly range?: Range | undefined;
  readonly registry: RegistryName;
}

/** A repository, and what was said about which of its skills. */
export interface GitWish {
  readonly kind: 'git';
  readonly url: string;
  /** A commit may be abbreviated to its first digits. */
  readonly reference: GitReference;
  /** Only where `reference` is `versions`. */
  readonly range?: Range | undefined;
  /** Absent where no path was given: then the repository is searched for skills. '' is its root. */
  readonly path?: string | undefined;
  /**
   * From a browser address: every way to cut its `BRANCH/path`, the shortest branch first. The caller
   * takes the one whose branch or tag the repository has; '' is no path. `reference` and `path` are
   * the first of them.
   */
  readonly readings?: readonly TreeReading[] | undefined;
}

/** One way to cut the rest of a browser address into a branch (or tag, or commit) and a path. */
export interface TreeReading {
  readonly name: string;
  readonly path: string;
}

/** A folder, normalised but not looked at. */
export interface FolderWish {
  readonly kind: 'path';
  readonly path: string;
}

/** A package of `node_modules`, and perhaps one of its skills. */
export interface NpmWish {
  readonly kind: 'npm';
  readonly package: string;
  readonly skill?: string | undefined;
}

/** What a person asked for on the command line, decided by syntax alone. */
export type SourceWish = RegistryWish | GitWish | FolderWish | NpmWish;

/** The flags beside the argument; each may be absent. */
export interface SourceFlags {
  readonly version?: string | undefined;
  readonly tag?: string | undefined;
  readonly branch?: string | undefined;
  readonly commit?: string | undefined;
  readonly path?: string | undefined;
  readonly registry?: string | undefined;
}
