import type { ValidateResult } from '../../operations/validate.ts';
import { renderSarif } from './sarif.ts';

/** The findings as SARIF; addresses are relative to the working directory. */
export function renderValidateSarif({ rules, skills }: ValidateResult): string {
  return renderSarif(
    rules.map(({ id, summary, severity }) => ({
      id,
      summary,
      level: severity,
      help: `See docs/rules/${id}.md.`,
    })),
    skills.flatMap((skill) =>
      skill.findings.map(({ rule, severity, message, path, line, column }) => ({
        rule,
        level: severity,
        message,
        file: skill.path === '.' ? path : `${skill.path}/${path}`,
        line,
        column,
      })),
    ),
  );
}
