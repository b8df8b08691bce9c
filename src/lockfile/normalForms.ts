import { normalizeDirectory, normalizeFolder } from '../model/folderPath.ts';
import { parseGitUrl } from '../model/GitUrl.ts';

/** True for a repository's address in its one normal form, without credentials. */
export function isNormalUrl(text: string): boolean {
  try {
    return parseGitUrl(text) === text;
  } catch {
    return false;
  }
}

/** True for a directory inside a repository in its one spelling; '' is the root. */
export function isNormalDirectory(path: string): boolean {
  return normalizeDirectory(path) === path;
}

/** True for a folder in its one spelling that is named relative to the project. */
export function isRelativeFolder(path: string): boolean {
  return normalizeFolder(path) === path && /^\.\.?(?:\/|$)/.test(path);
}
