import type { Reporter } from '../events/Reporter.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import type { Clock } from '../io/clock.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { CommitId } from '../model/Locator.ts';
import type { IndexedVersion } from '../registry/TaggedRelease.ts';
import type { RegistryClient } from '../registry/RegistryClient.ts';

/** What a release is performed with. */
export interface ReleaseTools {
  readonly copy: WorkingCopy;
  readonly fs: FileSystem;
  readonly clock: Clock;
  readonly reporter: Reporter;
  readonly signal: AbortSignal;
  readonly findRegistry: (name: string) => Promise<Pick<RegistryClient, 'index'>>;
}

/** How a release came out. */
export interface ReleaseOutcome {
  /** What is tagged. */
  readonly commit: CommitId;
  /** Null where no registry was told. */
  readonly indexed: IndexedVersion | null;
}
