import type { Dependency } from './Dependency.ts';

/** Something about a skill that agents may dislike but that does not stop an install. */
export interface SkillNote {
  /** Stable id, for example `name-mismatch`. */
  readonly id: string;
  readonly severity: 'note' | 'warning';
  readonly message: string;
  readonly line?: number | undefined;
}

/** What a `SKILL.md` says about its skill, read leniently. Nothing here identifies content. */
export interface SkillMetadata {
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly version?: string | undefined;
  readonly license?: string | undefined;
  readonly compatibility?: string | undefined;
  readonly allowedTools?: readonly string[] | undefined;
  readonly authors: readonly string[];
  readonly repository?: string | undefined;
  readonly homepage?: string | undefined;
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  /** Sorted by id. */
  readonly dependencies: readonly Dependency[];
  readonly notes: readonly SkillNote[];
}
