import type { Finding, FindingId } from './Finding.ts';

/** A run of characters that do not show, and what stands around it. */
export interface HiddenRun {
  readonly characters: readonly string[];
  /** The visible character on either side, '' at the ends of the text. */
  readonly before: string;
  readonly after: string;
  /** How many of the run are zero-width joiners, and how many variation selectors. */
  readonly joiners: number;
  readonly selectors: number;
  /** The run and what stands before it are the flag of a region, as emoji write it. */
  readonly isFlag: boolean;
}

/** A kind of hidden character, how grave it is, and what it does in words. */
export interface HiddenKind {
  readonly id: FindingId;
  readonly severity: Finding['severity'];
  readonly does: string;
}

/** Every character that can hide, reorder or act; a match is a whole run of them. */
export const HIDDEN_RUN =
  /[\u0000-\u0008\u000b\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ue000-\uf8ff\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\u{f0000}-\u{10ffff}]+/gu;

const KINDS = {
  bidi: kind('bidi-control', 'error', 'changes the order in which text is shown'),
  tag: kind('tag-character', 'error', 'is text that people do not see and models read'),
  selectors: kind(
    'variation-selector',
    'error',
    'stands where it selects nothing and can hide data',
  ),
  oddSelector: kind('variation-selector', 'advice', 'selects a variant that this character lacks'),
  escape: kind('escape-sequence', 'error', 'starts a terminal control sequence'),
  control: kind('control-character', 'advice', 'is a control character'),
  mark: kind('direction-mark', 'advice', 'marks a direction outside right-to-left text'),
  invisible: kind('invisible-character', 'advice', 'is invisible and joins nothing here'),
  order: kind('byte-order-mark', 'advice', 'is a byte order mark inside the file'),
  hyphen: kind('soft-hyphen', 'advice', 'is a soft hyphen that follows another'),
  filler: kind('filler', 'advice', 'looks like a space or like nothing'),
  private: kind('private-use', 'advice', 'has no public meaning'),
} as const satisfies Record<string, HiddenKind>;

const EMOJI = /^[\p{Extended_Pictographic}\p{Emoji_Modifier}]/u;
const JOINING =
  /^[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}]/u;
const SPACELESS =
  /^[\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;
const RIGHT_TO_LEFT = /^[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}]/u;
const HAN = /^\p{Script=Han}/u;
const BLACK_FLAG = '\u{1f3f4}';
const FLAG_TAGS =
  /^[\u{e0061}-\u{e007a}]{2}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{1,3}\u{e007f}$/u;
const LONGEST_FLAG = 12;
const LONGEST_HONEST_SELECTION = 2;
const SOFT_HYPHEN = 0xad;
const FILLERS = new Set([0x34f, 0x115f, 0x1160, 0x17b4, 0x17b5, 0x2800, 0x3164, 0xffa0]);
/** DCS, SOS, CSI, OSC, PM and APC as single characters. */
const CONTROL_INTRODUCERS = new Set([0x90, 0x98, 0x9b, 0x9d, 0x9e, 0x9f]);

/** The run that starts at an offset of a text. */
export function hiddenRunAt(text: string, index: number, run: string): HiddenRun {
  const characters = Array.from(run);
  const before = Array.from(text.slice(Math.max(0, index - 2), index)).at(-1) ?? '';
  const after = Array.from(text.slice(index + run.length, index + run.length + 2)).at(0) ?? '';
  return {
    characters,
    before,
    after,
    joiners: characters.filter((character) => character === '\u200d').length,
    selectors: characters.filter((character) => isSelector(pointOf(character))).length,
    isFlag: before === BLACK_FLAG && run.length <= LONGEST_FLAG && FLAG_TAGS.test(run),
  };
}

/** What one character of a run is up to, or null for its honest uses (emoji, joining scripts). */
export function kindOfHidden(run: HiddenRun, index: number): HiddenKind | null {
  const character = run.characters[index] ?? '';
  const point = pointOf(character);
  if (isTag(point)) return run.isFlag ? null : KINDS.tag;
  if (isSelector(point)) return selectorKind(run, point);
  if (isBidiControl(point)) return KINDS.bidi;
  if (isIntroducer(point)) return KINDS.escape;
  if (point === SOFT_HYPHEN) return run.characters[index - 1] === character ? KINDS.hyphen : null;
  if (point < 0xa0 || point === 0x2028 || point === 0x2029) return KINDS.control;
  return kindOfInvisible(run, point);
}

function kindOfInvisible(run: HiddenRun, point: number): HiddenKind | null {
  if (point === 0x200e || point === 0x200f || point === 0x61c) {
    return isNear(run, RIGHT_TO_LEFT) ? null : KINDS.mark;
  }
  if (point === 0xfeff) return KINDS.order;
  if (isPrivate(point)) return KINDS.private;
  if (FILLERS.has(point)) return KINDS.filler;
  return isHonestJoiner(run, point) ? null : KINDS.invisible;
}

function isHonestJoiner(run: HiddenRun, point: number): boolean {
  if (point === 0x200b) return isNear(run, SPACELESS);
  if (point === 0x180e || (point >= 0x180b && point <= 0x180f)) return isNear(run, JOINING);
  if (point !== 0x200c && point !== 0x200d) return false;
  if (isNear(run, JOINING)) return true;
  return point === 0x200d && run.joiners === 1 && EMOJI.test(run.before) && EMOJI.test(run.after);
}

function selectorKind(run: HiddenRun, point: number): HiddenKind | null {
  if (run.selectors > LONGEST_HONEST_SELECTION) return KINDS.selectors;
  if (point >= 0xe0100) return HAN.test(run.before) ? KINDS.oddSelector : KINDS.selectors;
  return point < 0xfe0e && /^[\u0000-\u007f]?$/.test(run.before) ? KINDS.oddSelector : null;
}

function isNear({ before, after }: HiddenRun, script: RegExp): boolean {
  return script.test(before) || script.test(after);
}

function isTag(point: number): boolean {
  return point >= 0xe0000 && point <= 0xe007f;
}

function isSelector(point: number): boolean {
  return (point >= 0xfe00 && point <= 0xfe0f) || (point >= 0xe0100 && point <= 0xe01ef);
}

function isBidiControl(point: number): boolean {
  return (point >= 0x202a && point <= 0x202e) || (point >= 0x2066 && point <= 0x2069);
}

function isPrivate(point: number): boolean {
  return (point >= 0xe000 && point <= 0xf8ff) || point >= 0xf0000;
}

function isIntroducer(point: number): boolean {
  return point === 0x1b || CONTROL_INTRODUCERS.has(point);
}

function pointOf(character: string): number {
  return character.codePointAt(0) ?? 0;
}

function kind(id: FindingId, severity: Finding['severity'], does: string): HiddenKind {
  return { id, severity, does };
}
