import { PaksError } from '../../errors/PaksError.ts';
import type { RuleFinding } from '../../manifest/validateSkill.ts';

/**
 * Throws `VALIDATION_FAILED` where a skill breaks a rule that every release keeps: the first finding in
 * the message, all of them in the data. `path` is the skill as a person names it.
 */
export function refuseUnpublishable(path: string, findings: readonly RuleFinding[]): void {
  const errors = findings.filter(({ severity }) => severity === 'error');
  const [first] = errors;
  if (first === undefined) return;
  const others = errors.length === 1 ? '' : `, and ${errors.length - 1} more`;
  throw new PaksError('VALIDATION_FAILED', {
    message: `\`${path}\` cannot be released: ${first.path}:${first.line}: ${first.message}${others}`,
    hint: `run \`paks validate${path === '.' ? '' : ` ${path}`}\` to see everything, with \`--fix\` to mend what is safe`,
    data: { path, findings: errors },
  });
}
