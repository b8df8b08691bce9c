import {
  HIDDEN_RUN,
  hiddenRunAt,
  kindOfHidden,
} from '../../../../../src/audit/hiddenCharacters.ts';

/**
 * A stranger's text with every character that hides, reorders or acts replaced by its name, such as
 * `⟦U+202E⟧` (threat T18). Their honest uses, in emoji and joining scripts, stay as they are.
 */
export function showHidden(text: string): string {
  return text.replaceAll(HIDDEN_RUN, (match, index: number) => {
    const run = hiddenRunAt(text, index, match);
    return run.characters
      .map((character, at) =>
        kindOfHidden(run, at) === null ? character : `⟦${codePointOf(character)}⟧`,
      )
      .join('');
  });
}

function codePointOf(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')}`;
}
