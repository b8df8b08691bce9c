import { printable } from '../../errors/printable.ts';
import type {
  ProjectOutcome,
  RecursiveResult,
} from '../../operations/workspace/RecursiveResult.ts';
import { count } from '../count.ts';
import { renderFailure } from '../failure.ts';
import type { Theme } from '../theme.ts';

/** The results under the names of their projects, then how many there were; failures are not in it. */
export function renderRecursiveResult<Result>(
  { projects, left }: RecursiveResult<Result>,
  theme: Theme,
  render: (result: Result) => string,
): string {
  const sections = projects.flatMap((outcome) => {
    const text = outcome.ok ? render(outcome.result).trimEnd() : '';
    if (text === '') return [];
    return [`${theme.strong(printable(outcome.project))}\n${indented(text)}\n`];
  });
  return [...sections, summary(projects, left)].join('\n');
}

/** The failures, each with the name of its project, for stderr. */
export function renderRecursiveFailures<Result>(
  { projects }: RecursiveResult<Result>,
  theme: Theme,
): string {
  return projects
    .map((outcome) =>
      outcome.ok
        ? ''
        : `${theme.strong(printable(outcome.project))}\n${indented(renderFailure({ ...outcome.error, stack: undefined }, { theme, width: null, verbose: false }))}\n`,
    )
    .join('');
}

function summary<Result>(
  projects: readonly ProjectOutcome<Result>[],
  left: readonly string[],
): string {
  const notWell = projects.filter(({ exit }) => exit !== 0).map(({ project }) => project);
  const ends = [
    ...(notWell.length === 0 ? [] : [`not well in ${notWell.join(', ')}`]),
    ...(left.length === 0 ? [] : [`left out by --bail: ${left.join(', ')}`]),
  ];
  return printable(
    `${count(projects.length, 'project')}${ends.length === 0 ? '' : `; ${ends.join('; ')}`}.`,
  );
}

function indented(text: string): string {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => (line === '' ? '' : `  ${line}`))
    .join('\n');
}
