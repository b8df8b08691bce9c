import { PaksError } from '../../errors/PaksError.ts';
import { printable } from '../../errors/printable.ts';
import { hasNoGains } from '../diff/gainsOf.ts';
import type { Services } from '../Services.ts';
import type { UpdateMove } from './UpdateResult.ts';

const MOST_NAMED = 5;

/**
 * Shows on a terminal what an update brings and asks. Returns at once where nobody can be asked, with
 * `--yes`, and where nothing but tags changes. Throws `INTERRUPTED` for a no: nothing was changed yet.
 */
export async function reviewMoves(
  { prompter, options }: Pick<Services, 'prompter' | 'options'>,
  moves: readonly UpdateMove[],
): Promise<void> {
  const news = moves.filter(({ sameContent }) => !sameContent);
  if (prompter === null || options.assumeYes || news.length === 0) return;
  const many = news.length === 1 ? 'this update' : `these ${news.length} updates`;
  const lines = news.map((move) => printable(summaryOf(move)).replace(/\s+/g, ' '));
  if (await prompter.confirm([...lines, `Take ${many}?`].join('\n'), true)) return;
  throw new PaksError('INTERRUPTED', {
    message: 'nothing was changed',
    hint: 'see what changes with `paks diff NAME`',
  });
}

function summaryOf({ id, from, to, review }: UpdateMove): string {
  const head = `${id} ${from} → ${to}`;
  if (review === null) return head;
  const { added, changed, removed, gains } = review;
  const files = changed === 1 ? '1 file' : `${changed} files`;
  const counts = `${files} changed, ${added} added, ${removed} removed`;
  if (hasNoGains(gains)) return `${head}: ${counts}; nothing it could not do before`;
  const news = LABELS.flatMap(([key, label]) =>
    gains[key].length === 0 ? [] : [`${label} ${named(gains[key])}`],
  );
  const { length } = gains.findings;
  if (length > 0) news.push(`findings (${length}), first: ${gains.findings[0]?.message ?? ''}`);
  return `${head}: ${counts}; newly: ${news.join('; ')}`;
}

const LABELS = [
  ['scripts', 'scripts'],
  ['executables', 'executables'],
  ['allowedTools', 'allowed tools'],
  ['hosts', 'hosts'],
  ['commands', 'commands'],
  ['dependencies', 'dependencies'],
] as const;

function named(values: readonly string[]): string {
  const more = values.length - MOST_NAMED;
  const first = values.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}
