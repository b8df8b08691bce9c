import type { KnownValue } from '../../operations/completions/knownValues.ts';
import type { Completions } from './completeWords.ts';

/** What the scripts of the library take for "complete files here". */
const FILES = '__tabtab_complete_files__';

/** What every shell passes on unharmed: a value with anything else would need quoting, or act. */
const SAFE = /^[\w@%+=:,./~^-]+$/;
const LONGEST_DESCRIPTION = 80;

/** One line a value, as the script of the shell expects them; values that a shell might act on are left out. */
export function printCompletions(found: Completions, shell: string): string {
  // bash completes files by itself where it is given nothing.
  if (found === 'files') return shell === 'bash' ? '' : `${FILES}\n`;
  return found
    .filter(({ value }) => SAFE.test(value))
    .map((known) => `${lineFor(known, shell)}\n`)
    .join('');
}

function lineFor({ value, description }: KnownValue, shell: string): string {
  const words = plain(description);
  if (shell === 'bash' || words === '') return shell === 'zsh' ? escapeColons(value) : value;
  return shell === 'zsh' ? `${escapeColons(value)}:${words}` : `${value}\t${words}`;
}

function escapeColons(value: string): string {
  return value.replaceAll(':', '\\:');
}

/** Letters, digits and quiet punctuation: fish reads escapes in what it prints. */
function plain(description: string): string {
  return description
    .replace(/[^\p{L}\p{N} .,()'/_-]/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, LONGEST_DESCRIPTION);
}
