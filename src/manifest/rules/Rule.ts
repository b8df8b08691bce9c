import type { SkillFile } from '../../model/SkillTree.ts';
import type { BrokenFrontmatter, Frontmatter } from '../parseFrontmatter.ts';
import type { YamlNode } from '../YamlNode.ts';

/** What a rule looks at: one skill, read but not run. */
export interface RuleSubject {
  readonly files: readonly SkillFile[];
  readonly frontmatter: Frontmatter | BrokenFrontmatter;
  /** The fields of the frontmatter; empty where it cannot be read. */
  readonly fields: ReadonlyMap<string, YamlNode>;
  /** Null where the skill lies at the root of a repository, whose name says nothing. */
  readonly directoryName: string | null;
  /** Directories without a file, which neither git nor an archive keeps; none where nobody looked. */
  readonly emptyDirectories?: readonly string[] | undefined;
  /** Some conditions are allowed in a working copy but not in a release. */
  readonly purpose: 'validate' | 'publish';
}

/** What one rule found; absent parts mean `SKILL.md`, its first line and the rule's own severity. */
export interface RuleProblem {
  readonly message: string;
  readonly severity?: RuleSeverity | undefined;
  readonly path?: string | undefined;
  readonly line?: number | undefined;
  readonly column?: number | undefined;
}

/** Errors fail `paks validate` and stop a release; warnings do not. */
export type RuleSeverity = 'error' | 'warning';

/** One requirement on a skill that is to be published. */
export interface Rule {
  /** Stable; documented in `docs/rules/ID.md`. */
  readonly id: string;
  readonly severity: RuleSeverity;
  /** What holds of a skill that keeps the rule: one clause. */
  readonly summary: string;
  check(subject: RuleSubject): readonly RuleProblem[];
}
