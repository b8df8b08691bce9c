import { printable } from '../../errors/printable.ts';
import type { CreateResult } from '../../operations/create.ts';
import type { Theme } from '../theme.ts';

/** The files that were written, and the next step. */
export function renderCreateResult(result: CreateResult, theme: Theme): string {
  const { name, path, template, files, license } = result;
  const target = path === '.' ? '' : ` ${printable(path)}`;
  return [
    `Started ${theme.name(name)} from the template ${template}${path === '.' ? '' : ` in ${printable(path)}`}:`,
    ...files.map((file) => `  ${theme.added('+')} ${file}`),
    ...(license === null
      ? [
          `${theme.warning('!')} SKILL.md names no license yet; without one nobody else may use the skill.`,
        ]
      : []),
    `Edit SKILL.md, then check it with \`paks validate${target}\`.`,
  ].join('\n');
}
