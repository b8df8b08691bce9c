import { printable } from '../../errors/printable.ts';
import type { DoctorFinding, DoctorResult } from '../../operations/doctor/DoctorResult.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

/** A line a finding, with what to do about it; with `quiet` only what is not well. */
export function renderDoctorResult(
  { findings, healthy }: DoctorResult,
  { theme, quiet }: { readonly theme: Theme; readonly quiet: boolean },
): string {
  const shown = quiet ? findings.filter((finding) => !isWell(finding)) : findings;
  const lines = shown.flatMap((finding) => findingLines(finding, theme));
  return quiet ? lines.join('\n') : [...lines, '', summary(findings, healthy, theme)].join('\n');
}

function isWell({ status, fixed }: DoctorFinding): boolean {
  return fixed || status === 'ok' || status === 'skipped';
}

function findingLines(finding: DoctorFinding, theme: Theme): readonly string[] {
  const { check, message, hint, fixable, fixed } = finding;
  const line = `${mark(finding, theme)} ${theme.strong(check.padEnd(WIDEST))} ${printable(message)}`;
  if (fixed || hint === null) return [line];
  const also = fixable ? ' (or `paks doctor --fix`)' : '';
  return [line, `${' '.repeat(WIDEST + 8)}${theme.faint(`${printable(hint)}${also}`)}`];
}

const WIDEST = 'configuration'.length;

function mark({ status, fixed }: DoctorFinding, theme: Theme): string {
  if (fixed) return theme.added('fixed  ');
  switch (status) {
    case 'ok':
      return theme.added('ok     ');
    case 'advice':
      return theme.warning('advice ');
    case 'problem':
      return theme.problem('problem');
    case 'skipped':
      return theme.faint('skipped');
  }
}

function summary(findings: readonly DoctorFinding[], healthy: boolean, theme: Theme): string {
  const problems = findings.filter(({ status, fixed }) => status === 'problem' && !fixed).length;
  const advice = findings.filter(({ status, fixed }) => status === 'advice' && !fixed).length;
  const also = advice === 0 ? '' : `, ${count(advice, 'piece')} of advice`;
  if (healthy) return theme.added(`No problem found${also}.`);
  return theme.problem(`${count(problems, 'problem')}${also}.`);
}
