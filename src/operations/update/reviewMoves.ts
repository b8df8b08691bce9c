import { PaksError } from '../../errors/PaksError.ts';
import { printable } from '../../errors/printable.ts';
import { GAIN_LABELS } from '../diff/gainLabels.ts';
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
  const question = `Take ${many}? (\`paks diff NAME\` shows each line)`;
  const lines = news.flatMap((move) => summaryOf(move).map(printable));
  if (await prompter.confirm([...lines, question].join('\n'), true)) return;
  throw new PaksError('INTERRUPTED', {
    message: 'nothing was changed',
    hint: 'see what changes with `paks diff NAME`',
  });
}

/** A line of its own for each kind of news, so that none is overlooked. */
function summaryOf({ id, from, to, review }: UpdateMove): readonly string[] {
  const head = from === to ? `${id} ${to}, whose tag moved` : `${id} ${from} → ${to}`;
  if (review === null) return [head];
  const { added, changed, removed, gains } = review;
  const files = changed === 1 ? '1 file' : `${changed} files`;
  const counts = `${files} changed, ${added} added, ${removed} removed`;
  if (hasNoGains(gains)) return [head, `  ${counts}; nothing it could not do before`];
  const news = GAIN_LABELS.flatMap(([key, label]) =>
    gains[key].length === 0 ? [] : [`  newly, ${label}: ${named(gains[key])}`],
  );
  const [first] = gains.findings;
  const more = gains.findings.length > 1 ? ` (and ${gains.findings.length - 1} more)` : '';
  const findings = first === undefined ? [] : [`  look at ${first.path}: ${first.message}${more}`];
  return [head, `  ${counts}`, ...news, ...findings];
}

function named(values: readonly string[]): string {
  const more = values.length - MOST_NAMED;
  const first = values.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${first} and ${more} more` : first;
}
