import { printable } from '../../errors/printable.ts';
import type {
  AuditedSkill,
  AuditFinding,
  AuditResult,
} from '../../operations/audit/AuditResult.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

/** Each skill with its findings, what could not be checked, how to accept what failed; then the counts. */
export function renderAuditResult(result: AuditResult, theme: Theme): string {
  const found = result.skills.filter(({ findings }) => findings.length > 0);
  return [
    ...found.flatMap((skill) => renderSkill(skill, theme)),
    ...result.failed.map(
      ({ id, check, message }) =>
        `${theme.problem('✗')} ${printable(id)}: its ${check} could not be checked: ${printable(message)}`,
    ),
    ...dismissals(found, result),
    ...leftOut(result),
    summary(result),
  ].join('\n');
}

function renderSkill({ id, version, source, findings }: AuditedSkill, theme: Theme): string[] {
  const mark = findings.some(({ severity }) => severity === 'error')
    ? theme.problem('✗')
    : theme.warning('!');
  return [
    `${mark} ${theme.strong(printable(id))} ${version} ${theme.faint(printable(source))}`,
    ...findings.map((finding) => renderFinding(finding, theme)),
  ];
}

function renderFinding(finding: AuditFinding, theme: Theme): string {
  const { id, severity, message, path, line, column } = finding;
  const level = severity === 'error' ? theme.problem('error') : theme.warning('advice');
  const where = path === null ? '' : `${printable(path)}:${line}:${column} `;
  return `  ${where}${level}: ${printable(message)} ${theme.faint(`(${id})`)}`;
}

/** The lines to paste for all that failed and may be accepted, each once. */
function dismissals(skills: readonly AuditedSkill[], { level }: AuditResult): readonly string[] {
  const blocks = skills.flatMap(({ findings }) =>
    findings.flatMap(({ dismissal, severity }) => {
      const fails = severity === 'error' || level === 'advice';
      return fails && dismissal !== null ? [dismissal] : [];
    }),
  );
  if (blocks.length === 0) return [];
  return [
    '',
    'What you read and accept, for exactly this content, goes into `paks.toml`:',
    '',
    ...new Set(blocks.map((block) => `${block}\n`)),
  ];
}

function leftOut({ leftOut: checks }: AuditResult): readonly string[] {
  if (checks.length === 0) return [];
  const ids = [...new Set(checks.map(({ id }) => printable(id)))].join(', ');
  return [`Left out, because they need a network: registries and tags of ${ids}.`];
}

function summary({ skills, errors, advice, dismissed, failed }: AuditResult): string {
  return [
    `${count(skills.length, 'skill')} audited: ${count(errors, 'error')}, ${advice} to look at, ${dismissed} dismissed`,
    ...(failed.length === 0 ? [] : [`${count(failed.length, 'check')} not made`]),
  ]
    .join('; ')
    .concat('.');
}
