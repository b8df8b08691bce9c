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
  for (let at = 0; at < text.length; ) {
    const end = endOfToken(text, at);
    const character = text[at] ?? '';
    const isQuoted = character === '"' || character === "'";
    const key = character === '#' ? '' : readKey(text.slice(at, end));
    if (INHERITED.has(key) && (!isQuoted || mayBeKey(text, at, end))) return { offset: at, key };
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
function mayBeKey(text: string, start: number, end: number): boolean {
  const next = text[skipBlanks(text, end)];
  if (next === '=' || next === '.') return true;
  const line = text.slice(text.lastIndexOf('\n', start) + 1, start);
  return next === ']' && /^[ \t]*\[/.test(line);
}
