const ANSI = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, 'g');
const HANGING = '  ';

/**
 * Lines that are longer than the terminal is wide, broken between words; what follows is indented by two
 * more. What stands between backticks stays in one piece, to be copied. Shorter lines, and all of them
 * without a width (a pipe), stay as they are. Colours take no room. The text is safe already.
 */
export function wrapLines(text: string, width: number | null): string {
  if (width === null) return text;
  return text
    .split('\n')
    .map((line) => (lengthOf(line) > width ? wrapped(line, width) : line))
    .join('\n');
}

function wrapped(line: string, width: number): string {
  const own = /^ */.exec(line)?.[0] ?? '';
  const indent = own + HANGING;
  const lines: string[] = [];
  let current = own;
  let isEmpty = true;
  for (const piece of piecesOf(line.slice(own.length), width - indent.length)) {
    if (!isEmpty && lengthOf(current) + 1 + lengthOf(piece) > width) {
      lines.push(current);
      current = indent;
      isEmpty = true;
    }
    current += isEmpty ? piece : ` ${piece}`;
    isEmpty = false;
  }
  return [...lines, current].join('\n');
}

/** Words, with those between two backticks together where they fit on one line. */
function piecesOf(text: string, room: number): readonly string[] {
  const words = text.split(' ');
  const pieces: string[] = [];
  for (let start = 0; start < words.length; ) {
    const end = endOfQuote(words, start, room);
    pieces.push(words.slice(start, end).join(' '));
    start = end;
  }
  return pieces;
}

/** One past the last word of the quotation that begins in the word at `start`; of that word where none does. */
function endOfQuote(words: readonly string[], start: number, room: number): number {
  let isOpen = false;
  let length = -1;
  for (let end = start; end < words.length; ) {
    const word = words[end++] ?? '';
    if (word.split('`').length % 2 === 0) isOpen = !isOpen;
    length += 1 + lengthOf(word);
    if (length > room) break;
    if (!isOpen) return end;
  }
  return start + 1;
}

function lengthOf(text: string): number {
  return text.replace(ANSI, '').length;
}
