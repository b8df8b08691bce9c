import parseVersionText from 'semver/functions/parse.js';
import validRange from 'semver/ranges/valid.js';
import { PaksError } from '../errors/PaksError.ts';

/** An npm version range, as `semver` reads it, kept as the person wrote it. */
export type Range = string & { readonly __range: true };

/** An exact semantic version, normalised (no `v`, no build metadata). */
export type Version = string & { readonly __version: true };

/** The range that every version is in. */
export const ANY = '*' as Range;

const LONGEST_RANGE = 512;

/** What nearly every range looks like; known to be one without waking `semver`. */
const PLAIN_RANGE = /^(?:\*|[\^~]?(?:0|[1-9]\d{0,14})(?:\.(?:0|[1-9]\d{0,14})){0,2})$/;

/** Parses a range. Throws `SOURCE_INVALID`. */
export function parseRange(text: string): Range {
  if (isRange(text)) return (text.trim() || '*') as Range;
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${text}\` is not a version range`,
    hint: 'write a range as npm does, for example `^1.2.0`, `~1.4`, `>=2 <4` or `1.2.3`',
  });
}

/** True when `semver` reads the text as a range. */
export function isRange(text: string): text is Range {
  if (text.length > LONGEST_RANGE) return false;
  return PLAIN_RANGE.test(text) || validRange(text) !== null;
}

/** Parses an exact version (`1.2.3`, `v1.2.3`). Throws `SOURCE_INVALID`. */
export function parseVersion(text: string): Version {
  const version = parseVersionText(text);
  if (version !== null) return version.version as Version;
  throw new PaksError('SOURCE_INVALID', {
    message: `\`${text}\` is not a semantic version`,
    hint: 'write three numbers, for example `1.2.3`',
  });
}

/** True when `semver` reads the text as one exact version. */
export function isVersion(text: string): boolean {
  return parseVersionText(text) !== null;
}
