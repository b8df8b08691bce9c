import type { Finding, FindingId } from '../../audit/Finding.ts';
import { scanSkill } from '../../audit/scanSkill.ts';
import type { RuleSeverity } from '../../manifest/rules/Rule.ts';
import type { RuleFinding, ValidateSkillInput } from '../../manifest/validateSkill.ts';

/** What the audit looks for that a skill must not hold, under the audit's own ids. */
export const contentRules: ReadonlyMap<FindingId, string> = new Map([
  ['bidi-control', 'no character reorders the text that is shown'],
  ['tag-character', 'no invisible tag character spells hidden text'],
  ['variation-selector', 'no variation selector hides data'],
  ['escape-sequence', 'no text drives the terminal that shows it'],
  ['lfs-pointer', 'no Git LFS pointer stands where a file should be'],
  ['secret', 'no file holds a key or a token'],
]);

/**
 * The audit's findings that count for an author: what stops an install is an error, a secret is a
 * warning in a working copy and an error in a release (threats T18, T19).
 */
export function contentFindings(
  files: ValidateSkillInput['files'],
  purpose: ValidateSkillInput['purpose'],
): readonly RuleFinding[] {
  return scanSkill(files).flatMap((finding) => {
    const severity = severityOf(finding, purpose);
    if (severity === null) return [];
    const { id, message, path, line, column } = finding;
    return [{ rule: id, severity, message, path, line, column }];
  });
}

function severityOf(
  { id, severity }: Finding,
  purpose: ValidateSkillInput['purpose'],
): RuleSeverity | null {
  if (id === 'secret') return purpose === 'publish' ? 'error' : 'warning';
  return severity === 'error' ? 'error' : null;
}
