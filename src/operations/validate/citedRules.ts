import type { RuleSeverity } from '../../manifest/rules/Rule.ts';
import { type RuleFinding, rules } from '../../manifest/validateSkill.ts';
import { contentRules } from './contentRules.ts';
import { SYMLINKS_INSIDE } from './readSkillFolder.ts';

/** A rule as a report cites it; its page is `docs/rules/ID.md`. */
export interface CitedRule {
  readonly id: string;
  /** What holds of a skill that keeps the rule: one clause. */
  readonly summary: string;
  readonly severity: RuleSeverity;
}

/** Every rule of `paks validate`, in the order of the documentation. */
export const allRules: readonly CitedRule[] = [
  ...rules.map(({ id, summary, severity }) => ({ id, summary, severity })),
  { id: SYMLINKS_INSIDE, summary: 'links lead to files of the skill', severity: 'error' },
  ...[...contentRules].map(([id, summary]) => ({
    id,
    summary,
    severity: id === 'secret' ? ('warning' as const) : ('error' as const),
  })),
];

/** The rules that some findings break, each once. */
export function citedRules(findings: readonly RuleFinding[]): readonly CitedRule[] {
  const broken = new Set(findings.map(({ rule }) => rule));
  return allRules.filter(({ id }) => broken.has(id));
}
