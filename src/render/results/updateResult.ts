import { printable } from '../../errors/printable.ts';
import type { UpdateMove, UpdateResult } from '../../operations/update/UpdateResult.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';
import { renderInstallResult } from './installResult.ts';

/** What an update moved and which requirement let it, then what every install says. */
export function renderUpdateResult(result: UpdateResult, theme: Theme): string {
  const { moves, raised } = result;
  const rewritten = raised.map(
    ({ id, from, to }) =>
      `${theme.changed('~')} paks.toml: ${theme.name(id)} ${printable(from)} → ${printable(to)}`,
  );
  const text = renderInstallResult(result, theme, (id) => {
    const move = moves.find((each) => each.id === id);
    return move === undefined ? [] : [theme.faint(`  ${why(move)}`)];
  });
  return [...rewritten, text].join('\n');
}

function why({ allowedBy, sameContent, review }: UpdateMove): string {
  const asked = allowedBy.map(({ by, range }) =>
    by === 'paks.toml' || by === '[overrides]' ? `${by} asks for ${range}` : `${by} needs ${range}`,
  );
  const files =
    review === null || sameContent
      ? []
      : [
          `${count(review.changed, 'file')} changed, ${review.added} added, ${review.removed} removed`,
        ];
  const same = sameContent ? ['same content'] : [];
  return printable([...asked, ...same, ...files].join('; '));
}
