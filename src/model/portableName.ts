const RESERVED =
  /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³]|conin\$|conout\$|clock\$) *(?:\..*)?$/i;
const FORBIDDEN = /[<>:"/\\|?*\u0000-\u001f\u007f-\u009f]/;
const INVISIBLE =
  /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff0-\uffff\u{e0000}-\u{e0fff}]/u;
const PROTOTYPE_NAMES = new Set(['__proto__', 'constructor', 'prototype']);

/** The most bytes one segment of a path may have (common file systems allow no more). */
export const LONGEST_SEGMENT = 255;

/**
 * Why a file name cannot be held by every system Paks runs on, or null when it can. The same rule
 * everywhere: what installs on Linux installs on Windows (threats T01, T04, T06 of the security notes).
 */
export function whyNotPortable(segment: string): string | null {
  if (segment === '') return 'an empty name';
  if (segment === '.' || segment === '..') return 'a relative segment';
  if (FORBIDDEN.test(segment)) return 'a character that file names cannot hold everywhere';
  if (INVISIBLE.test(segment)) return 'an invisible or direction-changing character';
  if (/[. ]$/.test(segment)) return 'a trailing dot or space';
  if (RESERVED.test(segment)) return 'a name reserved on Windows';
  if (isGitDirectory(segment)) return 'a spelling of `.git`';
  if (!segment.isWellFormed()) return 'a name that is not valid Unicode';
  if (utf8Length(segment) > LONGEST_SEGMENT) return 'a name over 255 bytes';
  return null;
}

/** True when every file system can hold this name, and it can safely be a key. */
export function isPortableName(segment: string): boolean {
  return whyNotPortable(segment) === null && !PROTOTYPE_NAMES.has(segment);
}

function isGitDirectory(segment: string): boolean {
  const plain = segment
    .normalize('NFKC')
    .replace(/[. ]+$/, '')
    .toLowerCase();
  return plain === '.git' || /^git~\d+$/.test(plain) || plain.startsWith('.git:');
}

function utf8Length(text: string): number {
  return text.length * 3 <= LONGEST_SEGMENT ? text.length : new TextEncoder().encode(text).length;
}
