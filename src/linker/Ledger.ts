import type { Installed, Target } from './Link.ts';
import { targetKey } from './Link.ts';

/** What Paks put at one target. */
export interface LedgerRow extends Target {
  readonly installed: Installed;
  /** Of the target when it was put there; null from the intent to put it there until it is. */
  readonly fingerprint: string | null;
  /** With an intent: what was there before, which a kill may have left in place. */
  readonly previous: Installed | null;
}

/** What is ours: the only ground on which anything is replaced or deleted. */
export interface Ledger {
  readonly rows: ReadonlyMap<string, LedgerRow>;
  /** Directories (absolute) that Paks made, and removes when they are empty again. */
  readonly made: ReadonlySet<string>;
  /** Hashes of what the last install went by, for whoever wants to know if it must run again. */
  readonly inputs: Readonly<Record<string, string>>;
}

/** The ledger of a project that never installed anything. */
export const emptyLedger: Ledger = { rows: new Map(), made: new Set(), inputs: {} };

/** Rows by {@link targetKey}. */
export function rowsByTarget(rows: Iterable<LedgerRow>): ReadonlyMap<string, LedgerRow> {
  return new Map(Array.from(rows, (row) => [targetKey(row), row]));
}
