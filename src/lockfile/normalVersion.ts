import { isVersion, parseVersion, type Version } from '../model/Range.ts';

const PLAIN = /^(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})\.(?:0|[1-9]\d{0,14})$/;

/** True for an exact version written the one normal way: no `v`, no build metadata. */
export function isNormalVersion(text: string): text is Version {
  return PLAIN.test(text) || (isVersion(text) && parseVersion(text) === text);
}
