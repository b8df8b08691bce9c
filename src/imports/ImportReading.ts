import type { CommitId } from '../model/Locator.ts';
import type { Range } from '../model/Range.ts';

/** What another tool says about which commit it wants. `name` is a branch or a tag, not known which. */
export type ForeignReference =
  | { readonly kind: 'default' }
  | { readonly kind: 'name'; readonly name: string }
  | { readonly kind: 'commit'; readonly id: CommitId }
  | { readonly kind: 'range'; readonly range: Range };

/** A repository as another tool names it. */
export interface ForeignRepository {
  readonly kind: 'git';
  readonly url: string;
  /** A skill's directory, or one above several; '' is the root, null is not said. */
  readonly path: string | null;
  readonly reference: ForeignReference;
}

/** Where another tool takes a skill from. */
export type ForeignSource =
  | ForeignRepository
  | { readonly kind: 'path'; readonly path: string }
  | { readonly kind: 'npm'; readonly package: string };

/**
 * A content hash of another tool. `concatenated`: sha256 in hex over path and content of each file;
 * `separated`: the same with NUL after both, in base64; `tree`: git's own id of the directory.
 */
export interface ForeignHash {
  readonly kind: 'concatenated' | 'separated' | 'tree';
  readonly value: string;
}

/** One line of another tool's file: a skill, or with `name` null all that its source holds. */
export interface ImportedSkill {
  readonly name: string | null;
  readonly source: ForeignSource;
  /** Of all that the source holds, not these. */
  readonly except: readonly string[];
  /** What the other tool's lock pins; null where it has none. */
  readonly commit: CommitId | null;
  readonly hash: ForeignHash | null;
  readonly group: string | null;
  /** As it is written there, for messages. */
  readonly written: string;
}

/** Something of the other tool's file that Paks has no place for. */
export interface Unmatched {
  readonly what: string;
  readonly why: string;
}

/** All that one file (and the lock beside it) of another tool says. */
export interface ImportReading {
  /** Agents by that tool's names. */
  readonly agents: readonly string[];
  readonly skills: readonly ImportedSkill[];
  readonly unmatched: readonly Unmatched[];
}
