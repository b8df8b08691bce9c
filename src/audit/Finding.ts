/** What can be found; an id is never reused for another meaning (`docs/spec/audit.md`). */
export type FindingId =
  | 'bidi-control'
  | 'tag-character'
  | 'variation-selector'
  | 'escape-sequence'
  | 'lfs-pointer'
  | 'control-character'
  | 'direction-mark'
  | 'invisible-character'
  | 'byte-order-mark'
  | 'soft-hyphen'
  | 'filler'
  | 'private-use'
  | 'long-comment'
  | 'inline-command'
  | 'hooks'
  | 'all-tools'
  | 'executable'
  | 'script'
  | 'program'
  | 'submodules'
  | 'repository'
  | 'secret';

/**
 * One thing in a skill that a person should look at. `error` is kept for what has next to no honest
 * use: it stops an install until it is dismissed. No finding means no proof of good intent.
 */
export interface Finding {
  readonly id: FindingId;
  readonly severity: 'error' | 'advice';
  /** `/`-separated, relative to the skill. */
  readonly path: string;
  /** From 1; line 1, column 1 for what concerns a whole file. */
  readonly line: number;
  readonly column: number;
  /** One lower-case clause that names characters as U+XXXX and is safe to print. */
  readonly message: string;
}
