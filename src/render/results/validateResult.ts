import { printable } from '../../errors/printable.ts';
import type { ValidatedSkill, ValidateResult } from '../../operations/validate.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

type Finding = ValidatedSkill['findings'][number];
type Fix = ValidatedSkill['fixes'][number];

/** Each skill with its findings and what was mended; then the counts and what to do next. */
export function renderValidateResult(result: ValidateResult, theme: Theme): string {
  return [
    ...result.skills.map((skill) => renderSkill(skill, result, theme)),
    summary(result),
    ...advice(result),
  ].join('\n');
}

function renderSkill(skill: ValidatedSkill, { dryRun }: ValidateResult, theme: Theme): string {
  const { findings, fixes } = skill;
  const failed = findings.some(({ severity }) => severity === 'error');
  const mark = failed
    ? theme.problem('✗')
    : findings.length > 0
      ? theme.warning('!')
      : theme.added('✓');
  return [
    `${mark} ${theme.strong(printable(skill.path))}`,
    ...fixes.flatMap((fix) => renderFix(fix, dryRun, theme)),
    ...findings.map((finding) => renderFinding(finding, theme)),
  ].join('\n');
}

function renderFinding(finding: Finding, theme: Theme): string {
  const { path, line, column, severity, message, rule } = finding;
  const level = severity === 'error' ? theme.problem('error') : theme.warning('warning');
  return `  ${printable(path)}:${line}:${column} ${level}: ${message} ${theme.faint(`(${rule})`)}`;
}

function renderFix({ path, message, lines }: Fix, dryRun: boolean, theme: Theme): string[] {
  const verb = dryRun ? 'would be mended' : 'mended';
  return [
    `  ${printable(path)} ${theme.added(verb)}: ${message}`,
    ...lines.flatMap(({ line, before, after }) => [
      `    ${line} ${theme.removed(`- ${printable(before)}`)}`,
      `    ${line} ${theme.added(`+ ${printable(after)}`)}`,
    ]),
  ];
}

function summary({ skills, errors, warnings, strict }: ValidateResult): string {
  const found = `${count(errors, 'error')}, ${count(warnings, 'warning')}`;
  const counted = strict && errors === 0 && warnings > 0 ? '; with --strict warnings fail' : '';
  return `${count(skills.length, 'skill')} checked: ${found}${counted}.`;
}

function advice({ skills, skipped }: ValidateResult): readonly string[] {
  const fixable = skills.reduce((sum, skill) => sum + skill.fixable, 0);
  return [
    ...(fixable > 0 ? [`\`paks validate --fix\` mends ${fixable} of them.`] : []),
    ...(skipped > 0
      ? [
          `${count(skipped, 'skill')} in examples, tests or other skills left out; \`--all-depths\` adds them.`,
        ]
      : []),
  ];
}
