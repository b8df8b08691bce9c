import { isVersion, parseVersion, type Version } from '../model/Range.ts';

/** The version that `1`, `1.0` or `v1.2.3` stands for; null where no three numbers can be made of it. */
export function completeVersion(text: string): Version | null {
  const plain = text.trim().replace(/^v/, '');
  if (isVersion(plain)) return parseVersion(plain);
  const [, major, minor = '0'] = /^(\d{1,9})(?:\.(\d{1,9}))?$/.exec(plain) ?? [];
  return major === undefined ? null : parseVersion(`${Number(major)}.${Number(minor)}.0`);
}
