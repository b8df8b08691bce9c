import type { Lockfile } from '../model/Lockfile.ts';
import type { Manifest } from '../model/Manifest.ts';
import type { SkillId } from '../model/SkillId.ts';

/** Whose skills: a project's, or the user's own (`-g`). The code is the same, the root another. */
export type ProjectScope = 'project' | 'global';

/** Where a project's files are; all absolute. */
export interface ProjectPlace {
  readonly root: string;
  readonly scope: ProjectScope;
  readonly manifest: string;
  readonly lock: string;
  readonly state: string;
}

/** What stands in `paks.lock`. */
export type LockState =
  | { readonly kind: 'absent' }
  | { readonly kind: 'present'; readonly lockfile: Lockfile; readonly text: string }
  /** Git left conflict markers; `lockfile` is what both sides come to, `conflicts` where they differ. */
  | {
      readonly kind: 'conflict';
      readonly lockfile: Lockfile;
      readonly text: string;
      readonly conflicts: readonly SkillId[];
    };

/** A project as it is on disk, read once. */
export interface Project {
  readonly place: ProjectPlace;
  readonly manifest: Manifest;
  /** The manifest's exact text; '' where there is none yet. */
  readonly manifestText: string;
  readonly lock: LockState;
}

/** The locked skills of a project, none where there is no lock. */
export function lockedSkills(project: Project): Lockfile['skills'] {
  return project.lock.kind === 'absent' ? [] : project.lock.lockfile.skills;
}
