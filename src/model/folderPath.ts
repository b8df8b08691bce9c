import { isAbsolute, normalize } from 'node:path/posix';
import { whyNotPortable } from './portableName.ts';

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const WINDOWS_ROOT = /^[A-Za-z]:\//;

/**
 * A folder on this machine in its one spelling: `/` between names, `./` before a relative one, no
 * slash at the end. Null for an empty path or one with control characters.
 */
export function normalizeFolder(path: string): string | null {
  const plain = path.replaceAll('\\', '/');
  if (plain.trim() === '' || CONTROL.test(plain)) return null;
  const normal = normalize(plain).replace(/(?<=[^/])\/$/, '');
  if (isAbsolute(normal) || WINDOWS_ROOT.test(normal) || /^\.\.?(?:\/|$)/.test(normal))
    return normal;
  return `./${normal}`;
}

/**
 * A directory inside a repository in its one spelling: no `./` before it, no slash at the end, ''
 * for the root. Null for one that leaves the repository or cannot be held by every system.
 */
export function normalizeDirectory(path: string): string | null {
  const segments = path.split('/').filter((segment) => segment !== '' && segment !== '.');
  if (path.startsWith('/') || segments.some((segment) => whyNotPortable(segment) !== null))
    return null;
  return segments.join('/');
}
