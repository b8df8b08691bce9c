/** The offset after the string that starts at `at`; the end of the text if it is never closed. */
export function endOfString(text: string, at: number): number {
  const quote = text[at] ?? '"';
  const triple = quote.repeat(3);
  if (text.startsWith(triple, at)) return endOfMultiline(text, at + 3, triple);
  for (let index = at + 1; index < text.length; index++) {
    const character = text[index];
    if (character === quote) return index + 1;
    if (character === '\n') return index;
    if (character === '\\' && quote === '"') index++;
  }
  return text.length;
}

/** The offset of the line feed (or the `\r` before it) that ends the line, or of the end of the text. */
export function endOfLine(text: string, at: number): number {
  const feed = text.indexOf('\n', at);
  if (feed < 0) return text.length;
  return feed > at && text[feed - 1] === '\r' ? feed - 1 : feed;
}

/** The offset after spaces and tabs. */
export function skipBlanks(text: string, at: number): number {
  let index = at;
  while (text[index] === ' ' || text[index] === '\t') index++;
  return index;
}

/** The offset after blanks, line ends and comments. */
export function skipTrivia(text: string, at: number): number {
  let index = at;
  for (;;) {
    index = skipBlanks(text, index);
    if (text[index] === '#') index = endOfLine(text, index);
    else if (text[index] === '\n' || text[index] === '\r') index++;
    else return index;
  }
}

/**
 * The offset of the first bracket or brace nested deeper than `limit`, or null. Works on any text,
 * valid or not, in one pass: the guard before a parser that recurses.
 */
export function findDeepNesting(text: string, limit: number): number | null {
  let depth = 0;
  for (let index = 0; index < text.length; index++) {
    const character = text[index];
    if (character === '#') index = endOfLine(text, index) - 1;
    else if (character === '"' || character === "'") index = endOfString(text, index) - 1;
    else if (character === '[' || character === '{') {
      depth++;
      if (depth > limit) return index;
    } else if (character === ']' || character === '}') depth = Math.max(0, depth - 1);
  }
  return null;
}

function endOfMultiline(text: string, from: number, triple: string): number {
  const escapes = triple.startsWith('"');
  for (let index = from; index < text.length; index++) {
    if (escapes && text[index] === '\\') index++;
    else if (text.startsWith(triple, index)) return endOfQuotes(text, index, triple);
  }
  return text.length;
}

/** One or two quotes may stand right before the closing three. */
function endOfQuotes(text: string, at: number, triple: string): number {
  let end = at + triple.length;
  while (end < at + 5 && text[end] === triple[0]) end++;
  return end;
}
