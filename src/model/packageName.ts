import { isPortableName } from './portableName.ts';

/** The directory of a package whose directories are its skills. */
export const NPM_SKILLS = 'skills';

const LONGEST = 214;
const PART = /^[A-Za-z0-9~-][A-Za-z0-9._~-]*$/;

/** True for the name of an npm package, `name` or `@scope/name`, that is safe as a path below `node_modules`. */
export function isPackageName(text: string): boolean {
  if (text.length > LONGEST) return false;
  const parts = text.startsWith('@') ? text.slice(1).split('/') : [text];
  if (parts.length !== (text.startsWith('@') ? 2 : 1)) return false;
  return parts.every((part) => PART.test(part) && isPortableName(part) && part !== 'node_modules');
}
