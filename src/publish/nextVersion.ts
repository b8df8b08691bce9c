import increment from 'semver/functions/inc.js';
import { PaksError } from '../errors/PaksError.ts';
import { completeVersion } from '../manifest/completeVersion.ts';
import { isVersion, parseVersion, type Version } from '../model/Range.ts';

/** Which part of a version goes up. */
export type Bump = 'patch' | 'minor' | 'major' | 'prerelease';

/** What decides the version of a release. */
export interface VersionWish {
  /** What `SKILL.md` says; null for nothing. */
  readonly current: string | null;
  readonly bump: Bump | null;
  /** The word of a prerelease: `rc` for `1.2.4-rc.0`; null for numbers alone. */
  readonly preid: string | null;
  /** The very version; null where there is none asked for. */
  readonly exact: string | null;
}

const NOTHING = '0.0.0';

/**
 * The version to release: the one asked for, the present one gone up, or the present one in its normal
 * form. Throws `VERSION_MISSING` where there is none, `USAGE` for a wish that is no version.
 */
export function nextVersion({ current, bump, preid, exact }: VersionWish): Version {
  if (exact !== null) return exactVersion(exact);
  const present = current === null ? null : completeVersion(current);
  if (current !== null && present === null) throw notAVersion(current);
  if (bump === null) return present ?? noVersion();
  const from = present ?? NOTHING;
  const next = preid === null ? increment(from, bump) : increment(from, bump, preid);
  if (next !== null) return next as Version;
  throw new PaksError('USAGE', {
    message: `\`${preid}\` is no word for a prerelease`,
    hint: 'use letters, digits and hyphens: `--preid rc`',
  });
}

function exactVersion(text: string): Version {
  if (isVersion(text) && !text.includes('+')) return parseVersion(text);
  throw new PaksError('USAGE', {
    message: `\`${text}\` is not a version that can be released`,
    hint: 'write three numbers: `--version 1.2.0`',
  });
}

function noVersion(): never {
  throw new PaksError('VERSION_MISSING', {
    message: '`SKILL.md` says no version',
    hint: 'give it its first one with `--version 0.1.0`',
  });
}

function notAVersion(text: string): PaksError {
  return new PaksError('VERSION_MISSING', {
    message: `the version \`${text}\` in \`SKILL.md\` is not a semantic version`,
    hint: 'replace it with `--version 1.0.0`',
  });
}
