import { endOfLine, endOfString, skipBlanks } from './lexToml.ts';
import { readKey } from './readKey.ts';

const INHERITED: ReadonlySet<string> = new Set(
  Object.getOwnPropertyNames(Object.prototype).filter((name) => name !== '__proto__'),
);
const SUSPECT = new RegExp([...INHERITED, '\\\\[uU]'].join('|'));
const WORD = /[A-Za-z0-9_-]+/y;

/**
 * The first key that names a member of every JavaScript object (`constructor`, `toString`, …), or
 * null. @iarna/toml 3.0.0 takes the inherited function for a table and writes into it, for the
 * whole process and even when the file turns out to be invalid; so the text is checked before.
 * Looks at words and strings only, not at grammar: no text can lead it and the parser apart.
 */
export function findInheritedKey(text: string): { offset: number; key: string } | null {
  if (!SUSPECT.test(text)) return null;
  let lineStart = text[skipBlanks(text, 0)];
  for (let at = 0; at < text.length; ) {
    const end = endOfToken(text, at);
    const token = text.slice(at, end);
    const isQuoted = token.startsWith('"') || token.startsWith("'");
    const key = token.startsWith('#') ? '' : readKey(token);
    if (INHERITED.has(key) && (!isQuoted || mayBeKey(text[skipBlanks(text, end)], lineStart)))
      return { offset: at, key };
    if (token.includes('\n')) {
      lineStart = text[skipBlanks(text, at + token.lastIndexOf('\n') + 1)];
    }
    at = end;
  }
  return null;
}

function endOfToken(text: string, at: number): number {
  const character = text[at];
  if (character === '#') return Math.max(at + 1, endOfLine(text, at));
  if (character === '"' || character === "'") return endOfString(text, at);
  WORD.lastIndex = at;
  return WORD.test(text) ? WORD.lastIndex : at + 1;
}

/** A string before `=` or `.` is a key; before `]` it is one if its line starts with a bracket. */
function mayBeKey(next: string | undefined, lineStart: string | undefined): boolean {
  return next === '=' || next === '.' || (next === ']' && lineStart === '[');
}
