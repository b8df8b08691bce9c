import type { Bump } from '../../publish/nextVersion.ts';

/** What `paks publish` was asked for; null for what was left out. */
export interface PublishInput {
  /** The skill, as it was typed. */
  readonly path: string;
  readonly bump: Bump | null;
  readonly preid: string | null;
  readonly version: string | null;
  readonly dryRun: boolean;
  readonly tagPrefix: string | null;
  readonly lightweight: boolean;
  readonly message: string | null;
  readonly commit: boolean;
  readonly push: boolean;
  readonly force: boolean;
  /** Whether a registry is told. */
  readonly notify: boolean;
  readonly remote: string | null;
  readonly branch: string | null;
  readonly repository: string | null;
  readonly account: string | null;
  readonly stash: boolean;
  readonly allowDirty: boolean;
  /** Tell a registry of this tag, and nothing else. */
  readonly tag: string | null;
  /** What to do with a release that stopped in the middle. */
  readonly unfinished: 'continue' | 'abort' | null;
}
