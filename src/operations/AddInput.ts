import type { ApplyOptions } from './ApplyOptions.ts';

/** What `paks add` was asked for. Null stands for "not said". */
export interface AddInput extends ApplyOptions {
  readonly sources: readonly string[];
  readonly version: string | null;
  readonly tag: string | null;
  readonly branch: string | null;
  readonly commit: string | null;
  readonly path: string | null;
  /** Names of skills to take from a repository of many. */
  readonly skills: readonly string[];
  readonly all: boolean;
  /** Lower ranks too: tests, examples, nested skills. */
  readonly allDepths: boolean;
  readonly as: string | null;
  /** The key in the manifest, for a skill from git or a folder. */
  readonly name: string | null;
  readonly directory: string | null;
  readonly upgrade: boolean;
  readonly insecure: boolean;
  readonly startProject: boolean;
  readonly acceptMovedTag: boolean;
  /** The group to add to; null for `[skills]`. */
  readonly group: string | null;
}
