import { printable, printableLines } from '../errors/printable.ts';
import { characterName } from './characterNames.ts';
import { decodeHidden } from './decodeHidden.ts';
import { HIDDEN_RUN, hiddenRunAt, kindOfHidden } from './hiddenCharacters.ts';

const SHORTEST_DECODED = 4;
const LONGEST_DECODED = 1_000;

/**
 * A line of foreign text as a person should see it: what does not show is named in angle quotes, for
 * example `‹U+202E RIGHT-TO-LEFT OVERRIDE›`, and text that is spelled in such characters is read out.
 * Joiners and selectors in their honest uses stay. Safe to print; tabs stay, a line feed does not.
 */
export function showHidden(line: string): string {
  const shown = line.replace(HIDDEN_RUN, (run: string, index: number) => {
    const found = hiddenRunAt(line, index, run);
    const { characters } = found;
    const hidden = characters.length >= SHORTEST_DECODED ? readOut(characters) : null;
    if (hidden !== null) return hidden;
    return characters
      .map((character, position) => {
        const isHonest =
          kindOfHidden(found, position) === null && printableLines(character) === character;
        return isHonest ? character : `‹${characterName(character)}›`;
      })
      .join('');
  });
  return printable(shown.replace(/[\r\n]/g, (character) => `‹${characterName(character)}›`));
}

function readOut(characters: readonly string[]): string | null {
  const [first = ''] = characters;
  const text = decodeHidden(characters.slice(0, LONGEST_DECODED));
  if (text === null) return null;
  return `‹${characterName(first)} and ${characters.length - 1} more, hiding “${text}”›`;
}
