import { printableLines } from '../errors/printable.ts';

const LONGEST_SHOWN = 120;

/**
 * What a run of hidden characters spells: tag characters are ASCII moved to U+E0000, variation
 * selectors 1 to 256 can stand for bytes. Null when nothing readable comes out. Safe to print.
 */
export function decodeHidden(characters: readonly string[]): string | null {
  const points = characters.map((character) => character.codePointAt(0) ?? 0);
  const tags = points
    .filter((point) => point >= 0xe0020 && point <= 0xe007e)
    .map((point) => String.fromCharCode(point - 0xe0000));
  const text = tags.length > 0 ? tags.join('') : asText(points.flatMap(selectedByte));
  if (text === null || text === '') return null;
  const shown = printableLines(text).replaceAll(/\s+/g, ' ');
  return shown.length > LONGEST_SHOWN ? `${shown.slice(0, LONGEST_SHOWN)}…` : shown;
}

function selectedByte(point: number): readonly number[] {
  if (point >= 0xfe00 && point <= 0xfe0f) return [point - 0xfe00];
  return point >= 0xe0100 && point <= 0xe01ef ? [point - 0xe0100 + 16] : [];
}

function asText(bytes: readonly number[]): string | null {
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return /^[\P{Cc}\s]+$/u.test(text) ? text : null;
  } catch {
    return null;
  }
}
