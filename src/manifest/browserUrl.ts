import { SKILL_FILE } from '../model/skillPath.ts';
import type { TreeReading } from './SourceWish.ts';

/** What the address of a forge's page names: a repository, and perhaps a place in it. */
export interface BrowserUrl {
  readonly url: string;
  /** Empty where the page is the repository's own. */
  readonly readings: readonly TreeReading[];
}

const MARKERS = new Set(['tree', 'blob', 'raw', 'src']);

/**
 * Reads a page address of GitHub (`/owner/repo/tree/BRANCH/path`), GitLab (`/group/…/repo/-/tree/…`)
 * or a forge of their shapes. Null for any other address, which is then taken as the repository's.
 * A branch may hold slashes, so every cut is a reading. A `SKILL.md` stands for its directory.
 */
export function parseBrowserUrl(text: string): BrowserUrl | null {
  const found = /^(https?:\/\/[^/?#@]+)\/([^?#]+)/i.exec(text);
  const [, origin, rest] = found ?? [];
  if (origin === undefined || rest === undefined) return null;
  const segments = decoded(rest);
  if (segments === null) return null;
  const dash = segments.indexOf('-');
  if (dash >= 2 && MARKERS.has(segments[dash + 1] ?? '')) {
    return pageOf(origin, segments.slice(0, dash), segments.slice(dash + 2));
  }
  if (segments.length > 3 && MARKERS.has(segments[2] ?? '')) {
    return pageOf(origin, segments.slice(0, 2), segments.slice(3));
  }
  return null;
}

function pageOf(
  origin: string,
  repository: readonly string[],
  place: readonly string[],
): BrowserUrl | null {
  const rest = place.at(-1) === SKILL_FILE ? place.slice(0, -1) : place;
  if (rest.length === 0) return null;
  const readings = rest.map((_, index) => ({
    name: rest.slice(0, index + 1).join('/'),
    path: rest.slice(index + 1).join('/'),
  }));
  const path = repository.map(encodeURIComponent).join('/');
  return { url: `${origin}/${path.replace(/\.git$/, '')}.git`, readings };
}

function decoded(path: string): readonly string[] | null {
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    return null;
  }
}
