import { readdirSync, readFileSync } from 'node:fs';
import { join, sep } from 'node:path';

/** The pages of the site, by path below `docs/`, `/`-separated and sorted. */
export function readDocs(): ReadonlyMap<string, string> {
  const paths = readdirSync('docs', { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => path.split(sep).join('/'))
    .sort();
  return new Map(paths.map((path) => [path, readFileSync(join('docs', path), 'utf8')]));
}
