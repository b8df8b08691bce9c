/** A key part as written (bare, `"…"` or `'…'`), without its quotes and escapes. */
export function readKey(written: string): string {
  if (written.startsWith("'")) return written.slice(1, -1);
  if (!written.startsWith('"')) return written;
  return written
    .slice(1, -1)
    .replace(/\\(?:u([0-9A-Fa-f]{4})|U([0-9A-Fa-f]{8})|(.))/g, (_, short, long, letter) =>
      typeof letter === 'string' ? unescapeLetter(letter) : codePoint(String(short ?? long)),
    );
}

function unescapeLetter(letter: string): string {
  const index = 'btnfr'.indexOf(letter);
  return index < 0 ? letter : ('\b\t\n\f\r'[index] ?? letter);
}

function codePoint(hex: string): string {
  const value = Number.parseInt(hex, 16);
  return value > 0x10_ff_ff ? '' : String.fromCodePoint(value);
}
