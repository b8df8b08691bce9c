import { printable } from '../../errors/printable.ts';
import type { Chain } from '../../operations/graph/chainsTo.ts';
import type { WhyResult } from '../../operations/why.ts';
import { count } from '../count.ts';
import { paragraph } from '../paragraph.ts';
import type { Theme } from '../theme.ts';

const MOST_CHAINS = 20;

/** A skill, and below it each way by which the manifest leads to it, with the ranges on the way. */
export function renderWhyResult(
  result: WhyResult,
  { theme, width }: { readonly theme: Theme; readonly width: number | null },
): string {
  const { id, version, source, chains } = result;
  const from = source.replace(/^(?:git|path)\+/, '').replace(/^registry\+/, 'registry ');
  const line = (text: string): string => paragraph(text, { width, indent: '  ' });
  const shown = chains.slice(0, MOST_CHAINS).map((chain) => line(chainText(chain)));
  const more = chains.length - shown.length;
  return [
    `${theme.name(printable(id))} ${theme.strong(printable(version))} from ${printable(from)}`,
    ...shown,
    ...(more > 0 ? [line(`and ${count(more, 'more way', 'more ways')}; --json has them all`)] : []),
    ...(chains.length === 0 ? [line('nothing asks for it any more: run paks install')] : []),
    ...decisions(result).map(line),
  ].join('\n');
}

function chainText({ group, steps }: Chain): string {
  const start = group === null ? 'paks.toml' : `paks.toml (group ${group})`;
  return [start, ...steps.map(({ id, range }) => `${id} ${range}`)].join(' → ');
}

function decisions({ override, pin }: WhyResult): readonly string[] {
  const why = pin === null || pin.reason === null ? '' : `: ${pin.reason}`;
  return [
    ...(override === null ? [] : [`[overrides] sets it to ${override.range}, whoever asks`]),
    ...(pin === null ? [] : [`pinned to ${pin.to}${why}`]),
  ];
}
