import type { Installed, Target, WantedLink } from './Link.ts';
import type { LedgerRow } from './Ledger.ts';
import type { Content } from './readContent.ts';
import type { Changes } from './scanInstalled.ts';

/** A target that gets another content. What is not intact and ours is kept aside, by `--force` only. */
export interface Replacement {
  readonly link: WantedLink;
  readonly found: 'ours' | 'edited' | 'foreign';
  /** What was put there before; null when that was not us. */
  readonly installed: Installed | null;
}

/** A skill of ours that nobody wants any more. */
interface Removal {
  readonly target: Target;
  readonly installed: Installed;
  readonly edited: boolean;
}

/** A target that already holds what is wanted, and its row for the ledger. */
interface Kept {
  readonly link: WantedLink;
  readonly row: LedgerRow;
}

/** A skill of ours that someone changed: it stays as it is, and is named. */
export interface Edited {
  readonly target: Target;
  readonly row: LedgerRow;
  /** What it would be replaced by; null when it would be removed. */
  readonly link: WantedLink | null;
  readonly changes: Changes | null;
}

/** Something that is not ours stands where a skill should go. */
interface Blocked {
  readonly link: WantedLink;
  readonly found: Content['kind'];
}

/** What must change so that the targets hold exactly what is wanted. Every target it covers stands in one list. */
export interface LinkPlan {
  readonly create: readonly WantedLink[];
  readonly replace: readonly Replacement[];
  readonly remove: readonly Removal[];
  readonly keep: readonly Kept[];
  readonly edited: readonly Edited[];
  readonly blocked: readonly Blocked[];
  /** Rows of the ledger whose target is gone. */
  readonly forget: readonly Target[];
}

/** True when nothing on disk would change. */
export function isSettled({ create, replace, remove }: LinkPlan): boolean {
  return create.length + replace.length + remove.length === 0;
}
