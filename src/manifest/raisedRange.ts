import { parseRange, type Range, type Version } from '../model/Range.ts';

const SHAPE = /^(\^|~|=|v)?\s*(\d+)(?:\.(\d+|[x*]))?(?:\.(\d+|[x*])([-+].*)?)?$/i;

/**
 * The range that asks for a version in the style of an older range: `^1.2` and 2.3.4 give `^2.3`, `~1`
 * gives `~2`, `1.x` gives `2.x`, an exact version an exact one. What has no such style becomes `^`.
 */
export function raisedRange(range: Range, version: Version): Range {
  const [matched, sign = '', , minor, patch] = SHAPE.exec(range.trim()) ?? [];
  if (matched === undefined || version.includes('-'))
    return parseRange(`${signOf(range)}${version}`);
  const [newMajor = '0', newMinor = '0', newPatch = '0'] = version.split('.');
  const parts = [newMajor];
  if (minor !== undefined) parts.push(isWild(minor) ? minor : newMinor);
  if (patch !== undefined) parts.push(isWild(patch) ? patch : newPatch);
  return parseRange(`${sign}${parts.join('.')}`);
}

/** A prerelease is asked for in full, whatever was left out before. */
function signOf(range: Range): string {
  const [, sign] = SHAPE.exec(range.trim()) ?? [];
  if (sign === '~' || sign === '=') return sign;
  return /^v?\d+\.\d+\.\d+/.test(range.trim()) && !/\s/.test(range.trim()) ? '' : '^';
}

function isWild(part: string): boolean {
  return /^[x*]$/i.test(part);
}
