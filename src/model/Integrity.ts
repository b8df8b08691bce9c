import { PaksError } from '../errors/PaksError.ts';

/**
 * The content hash of a skill: `sha256-` and 44 characters of base64, over the sorted list of its
 * files (see `docs/spec/store.md`). Independent of how the bytes travelled.
 */
export type Integrity = string & { readonly __integrity: true };

const SHAPE = /^sha256-[A-Za-z0-9+/]{42}[AEIMQUYcgkosw048]=$/;

/** Parses an integrity string. Throws `INTEGRITY_MISSING` for anything weaker or malformed. */
export function parseIntegrity(text: string): Integrity {
  if (isIntegrity(text)) return text;
  throw new PaksError('INTEGRITY_MISSING', {
    message: `\`${text}\` is not a sha256 integrity`,
    hint: 'restore `paks.lock` from version control, or run `paks install` to lock again',
  });
}

/** True for `sha256-` and a base64 digest of 32 bytes. */
export function isIntegrity(text: string): text is Integrity {
  return SHAPE.test(text);
}

/** The digest as 64 lower-case hex digits, for use as a file name. */
export function integrityHex(integrity: Integrity): string {
  return Array.from(atob(integrity.slice('sha256-'.length)), (character) =>
    character.charCodeAt(0).toString(16).padStart(2, '0'),
  ).join('');
}
