const CONTROLS = [
  'NULL START-OF-HEADING START-OF-TEXT END-OF-TEXT END-OF-TRANSMISSION ENQUIRY ACKNOWLEDGE BELL',
  'BACKSPACE TAB LINE-FEED LINE-TABULATION FORM-FEED CARRIAGE-RETURN SHIFT-OUT SHIFT-IN',
  'DATA-LINK-ESCAPE DEVICE-CONTROL-ONE DEVICE-CONTROL-TWO DEVICE-CONTROL-THREE DEVICE-CONTROL-FOUR',
  'NEGATIVE-ACKNOWLEDGE SYNCHRONOUS-IDLE END-OF-TRANSMISSION-BLOCK CANCEL END-OF-MEDIUM SUBSTITUTE',
  'ESCAPE FILE-SEPARATOR GROUP-SEPARATOR RECORD-SEPARATOR UNIT-SEPARATOR',
]
  .join(' ')
  .split(' ')
  .map((name) => name.replaceAll('-', ' '));

/** Names by the Unicode Character Database (and its aliases for controls). */
const NAMES: ReadonlyMap<number, string> = new Map([
  [0x7f, 'DELETE'],
  [0x85, 'NEXT LINE'],
  [0x90, 'DEVICE CONTROL STRING'],
  [0x98, 'START OF STRING'],
  [0x9b, 'CONTROL SEQUENCE INTRODUCER'],
  [0x9c, 'STRING TERMINATOR'],
  [0x9d, 'OPERATING SYSTEM COMMAND'],
  [0x9e, 'PRIVACY MESSAGE'],
  [0x9f, 'APPLICATION PROGRAM COMMAND'],
  [0xad, 'SOFT HYPHEN'],
  [0x34f, 'COMBINING GRAPHEME JOINER'],
  [0x61c, 'ARABIC LETTER MARK'],
  [0x115f, 'HANGUL CHOSEONG FILLER'],
  [0x1160, 'HANGUL JUNGSEONG FILLER'],
  [0x17b4, 'KHMER VOWEL INHERENT AQ'],
  [0x17b5, 'KHMER VOWEL INHERENT AA'],
  [0x180e, 'MONGOLIAN VOWEL SEPARATOR'],
  [0x200b, 'ZERO WIDTH SPACE'],
  [0x200c, 'ZERO WIDTH NON-JOINER'],
  [0x200d, 'ZERO WIDTH JOINER'],
  [0x200e, 'LEFT-TO-RIGHT MARK'],
  [0x200f, 'RIGHT-TO-LEFT MARK'],
  [0x2028, 'LINE SEPARATOR'],
  [0x2029, 'PARAGRAPH SEPARATOR'],
  [0x202a, 'LEFT-TO-RIGHT EMBEDDING'],
  [0x202b, 'RIGHT-TO-LEFT EMBEDDING'],
  [0x202c, 'POP DIRECTIONAL FORMATTING'],
  [0x202d, 'LEFT-TO-RIGHT OVERRIDE'],
  [0x202e, 'RIGHT-TO-LEFT OVERRIDE'],
  [0x2060, 'WORD JOINER'],
  [0x2061, 'FUNCTION APPLICATION'],
  [0x2062, 'INVISIBLE TIMES'],
  [0x2063, 'INVISIBLE SEPARATOR'],
  [0x2064, 'INVISIBLE PLUS'],
  [0x2066, 'LEFT-TO-RIGHT ISOLATE'],
  [0x2067, 'RIGHT-TO-LEFT ISOLATE'],
  [0x2068, 'FIRST STRONG ISOLATE'],
  [0x2069, 'POP DIRECTIONAL ISOLATE'],
  [0x2800, 'BRAILLE PATTERN BLANK'],
  [0x3164, 'HANGUL FILLER'],
  [0xfeff, 'ZERO WIDTH NO-BREAK SPACE'],
  [0xffa0, 'HALFWIDTH HANGUL FILLER'],
  [0xfff9, 'INTERLINEAR ANNOTATION ANCHOR'],
  [0xfffa, 'INTERLINEAR ANNOTATION SEPARATOR'],
  [0xfffb, 'INTERLINEAR ANNOTATION TERMINATOR'],
  [0xe0001, 'LANGUAGE TAG'],
  [0xe007f, 'CANCEL TAG'],
]);

/** What a character that does not show is called, as `U+202E RIGHT-TO-LEFT OVERRIDE`. */
export function characterName(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  const name = NAMES.get(point) ?? CONTROLS[point] ?? kindName(point);
  return `U+${point.toString(16).toUpperCase().padStart(4, '0')} ${name}`;
}

function kindName(point: number): string {
  if (point < 0xa0) return 'CONTROL CHARACTER';
  if (point >= 0xfe00 && point <= 0xfe0f) return `VARIATION SELECTOR-${point - 0xfdff}`;
  if (point >= 0xe0100 && point <= 0xe01ef) return `VARIATION SELECTOR-${point - 0xe00ef}`;
  if (point >= 0xe0020 && point <= 0xe007e) return `TAG ${String.fromCharCode(point - 0xe0000)}`;
  if (point >= 0x180b && point <= 0x180f) return 'MONGOLIAN FREE VARIATION SELECTOR';
  if ((point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000) return 'PRIVATE USE CHARACTER';
  return 'INVISIBLE CHARACTER';
}
