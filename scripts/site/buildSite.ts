import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { contentsOf } from './contents.ts';
import { linksOf } from './headings.ts';
import { readDocs } from './readDocs.ts';
import { copyOf, htmlPath, isInSite, linkTarget, renderPage } from './renderPage.ts';

/** Every file of the site by its path in it. */
export function buildSite(): ReadonlyMap<string, string> {
  const docs = readDocs();
  const contents = contentsOf(docs.get('README.md') ?? '');
  const pages = [...docs].map(
    ([path, markdown]) => [htmlPath(path), renderPage({ path, markdown, contents })] as const,
  );
  return new Map([
    ...pages,
    ...copies(docs),
    ['style.css', readFileSync(join('scripts', 'site', 'style.css'), 'utf8')],
  ]);
}

/** The files outside of `docs/` that its pages lead to. */
function copies(docs: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  const outside = [...docs].flatMap(([path, markdown]) =>
    linksOf(markdown)
      .map((href) => linkTarget(path, href)?.file ?? '')
      .filter((file) => file.startsWith('..') && isInSite(file)),
  );
  return [...new Set(outside)].map((file) => [
    copyOf(file),
    readFileSync(join('docs', file), 'utf8'),
  ]);
}
