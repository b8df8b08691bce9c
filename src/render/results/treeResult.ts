import { printable } from '../../errors/printable.ts';
import type { TreeNode } from '../../operations/graph/treeOf.ts';
import type { TreeResult } from '../../operations/tree.ts';
import { cut } from '../cut.ts';
import type { Theme } from '../theme.ts';

/** How to print it; null is a pipe, where nothing is cut. */
export interface TreeStyle {
  readonly theme: Theme;
  readonly width: number | null;
}

/** Skills below one another, with lines between them; each fits the width. */
export function renderTreeResult(result: TreeResult, style: TreeStyle): string {
  const { skills, name } = result;
  if (skills.length === 0)
    return 'No skills are installed here. Add one with `paks add account/name`.';
  const lines = skills.flatMap((node, index) => linesOf(node, '', index === skills.length - 1));
  const title = name ?? 'paks.toml';
  const legend = lines.some((line) => line.endsWith(REPEATED))
    ? ['', style.theme.faint('(*) what it needs is shown above')]
    : [];
  return [
    style.theme.strong(fit(title, style)),
    ...lines.map((line) => fit(line, style)),
    ...legend,
  ].join('\n');
}

const REPEATED = '(*)';

function linesOf(node: TreeNode, prefix: string, isLast: boolean): readonly string[] {
  const own = `${prefix}${isLast ? '└─ ' : '├─ '}${label(node)}`;
  const below = `${prefix}${isLast ? '   ' : '│  '}`;
  const { needs } = node;
  return [own, ...needs.flatMap((need, index) => linesOf(need, below, index === needs.length - 1))];
}

function label({ id, version, range, group, overridden, mark }: TreeNode): string {
  const notes = [
    ...(range === '' || range === '*' ? [] : [range]),
    ...(group === null ? [] : [`group ${group}`]),
    ...(overridden ? ['overridden'] : []),
  ];
  const about = notes.length === 0 ? '' : ` (${notes.join(', ')})`;
  return `${id} ${version}${about}${MARKS[mark ?? 'none']}`;
}

const MARKS: Readonly<Record<NonNullable<TreeNode['mark']> | 'none', string>> = {
  none: '',
  cycle: ' (cycle)',
  repeated: ` ${REPEATED}`,
  cut: ' …',
};

function fit(line: string, { width }: TreeStyle): string {
  const safe = printable(line);
  return width === null ? safe : cut(safe, width);
}
