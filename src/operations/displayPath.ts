import { isAbsolute, relative, sep } from 'node:path';
import type { ProjectPlace } from '../project/Project.ts';

/** A path as a person reads it: relative to the project with `/`, absolute outside it. */
export function displayPath(place: ProjectPlace, path: string): string {
  const inside = relative(place.root, path);
  const leaves = inside === '..' || inside.startsWith(`..${sep}`) || isAbsolute(inside);
  return leaves ? path : inside.split(sep).join('/');
}
