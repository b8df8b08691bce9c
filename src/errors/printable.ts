/**
 * Characters that can move a cursor, hide text or reorder it: C0 (but line feed and tab), DEL, C1,
 * bidi controls, zero-width and invisible operators, interlinear marks, tag characters and selectors that hide data.
 */
const UNPRINTABLE =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\u{e0000}-\u{e0fff}]/gu;

/**
 * Foreign text made safe for one line of a terminal or a log: every control, bidi or invisible character
 * becomes its `\u{…}` name, line ends too, so nothing is lost, nothing acts and no line is forged.
 */
export function printable(text: string): string {
  return printableLines(text).replaceAll('\n', '\\u{a}');
}

/** The same for a document, whose lines stay lines: whoever prints it has to set it apart. */
export function printableLines(text: string): string {
  return text.replace(
    UNPRINTABLE,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );
}
