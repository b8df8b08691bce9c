import type { Reporter } from '../events/Reporter.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Store } from '../store/Store.ts';
import type { LedgerBase } from './ledgerFormat.ts';

/**
 * What linking works with: the disk, the store, and the root whose skills are linked (absolute: a
 * project, or the directory of the global manifest). The caller holds the root's lock.
 */
export interface LinkContext extends LedgerBase {
  readonly fs: FileSystem;
  readonly store: Store;
  readonly reporter: Reporter;
}
