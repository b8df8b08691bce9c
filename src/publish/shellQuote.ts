const PLAIN = /^[\w@%+=:,./-]+$/;
const OPTION = /^(--[\w-]+=)(.*)$/s;

/** A word as a POSIX shell reads it back unchanged; of an option only the value is quoted. */
export function shellQuote(word: string): string {
  if (PLAIN.test(word)) return word;
  const [, option = '', value = word] = OPTION.exec(word) ?? [];
  return `${option}'${value.replaceAll("'", `'\\''`)}'`;
}

/** A command line that a POSIX shell splits into just these words. */
export function shellLine(words: readonly string[]): string {
  return words.map(shellQuote).join(' ');
}
