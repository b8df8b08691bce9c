import { posix } from 'node:path';
import MarkdownIt, { type Token } from 'markdown-it';
import type { Section } from './contents.ts';
import { headingsOf } from './headings.ts';

/** What a page of the site is made of. */
export interface SitePage {
  /** Below `docs/`. */
  readonly path: string;
  readonly markdown: string;
  readonly contents: readonly Section[];
}

/** The HTML file of a page: `README.md` of a folder is its `index.html`. */
export function htmlPath(path: string): string {
  return path.replace(/(^|\/)README\.md$/, '$1index.html').replace(/\.md$/, '.html');
}

/** A whole page. Links to other pages lead to their HTML, those out of `docs/` to copies below `repository/`. */
export function renderPage({ path, markdown, contents }: SitePage): string {
  const headings = headingsOf(markdown);
  const title = headings[0]?.text ?? path;
  const style = relative(path, 'style.css');
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escape(title)}${title === 'Paks' ? '' : ' – Paks'}</title>
<link rel="stylesheet" href="${style}">
</head>
<body>
<a class="skip" href="#content">Skip to the content</a>
<header>
<a href="${relative(path, 'index.html')}">Paks</a>
<a href="#contents">Contents</a>
</header>
<main id="content">
${renderBody(path, markdown)}</main>
<nav id="contents" aria-label="Contents">
${navigation(path, contents)}
</nav>
</body>
</html>
`;
}

function navigation(path: string, contents: readonly Section[]): string {
  return contents
    .map(({ title, entries }) => {
      const items = entries.map((entry) => {
        const current = entry.path === path ? ' aria-current="page"' : '';
        return `<li><a href="${relative(path, htmlPath(entry.path))}"${current}>${escape(entry.text)}</a></li>`;
      });
      return `<h2>${escape(title)}</h2>\n<ul>\n${items.join('\n')}\n</ul>`;
    })
    .join('\n');
}

function renderBody(path: string, markdown: string): string {
  const made = new MarkdownIt({ html: false });
  const anchors = headingsOf(markdown).map(({ anchor }) => anchor);
  let next = 0;
  made.renderer.rules['heading_open'] = (tokens, index) =>
    `<${tokens[index]?.tag ?? 'h2'} id="${anchors[next++] ?? ''}">`;
  // What scrolls sideways has to be reachable by keyboard (WCAG 2.1.1).
  made.renderer.rules['table_open'] = () =>
    '<div class="scroll" role="region" aria-label="Table" tabindex="0"><table>\n';
  made.renderer.rules['table_close'] = () => '</table></div>\n';
  made.renderer.rules['fence'] = (tokens, index) =>
    `<pre tabindex="0"><code>${escape(tokens[index]?.content ?? '')}</code></pre>\n`;
  made.core.ruler.push('site-links', (state) => {
    for (const { children } of state.tokens) retarget(path, children ?? []);
  });
  return made.render(markdown);
}

/** Links of the repository become links of the site; to what the site does not have they are text. */
function retarget(path: string, tokens: readonly Token[]): void {
  let isText = false;
  for (const token of tokens) {
    if (token.type === 'link_open') {
      const href = String(token.attrGet('href'));
      const target = linkTarget(path, href);
      isText = target !== null && !isInSite(target.file);
      token.attrSet('href', siteLink(path, href));
    }
    if (isText && /^link_(?:open|close)$/.test(token.type)) Object.assign(token, EMPTY);
  }
}

const EMPTY = { type: 'text', tag: '', content: '' };

/** A link of the site for a link of the repository. */
function siteLink(path: string, href: string): string {
  const target = linkTarget(path, href);
  if (target === null) return href;
  const { file, anchor } = target;
  if (file.startsWith('..')) return relative(path, copyOf(file));
  const page = file.endsWith('.md') ? htmlPath(file) : file;
  return `${relative(path, page)}${anchor === null ? '' : `#${anchor}`}`;
}

/** What a link of a page leads to, relative to `docs/`; null for an address or a place in the page. */
export function linkTarget(
  path: string,
  href: string,
): { readonly file: string; readonly anchor: string | null } | null {
  if (/^[a-z]+:/.test(href) || href.startsWith('#')) return null;
  const [name = '', anchor = null] = href.split('#');
  return { file: posix.join(posix.dirname(path), name), anchor };
}

/** Pages and schemas are in the site, folders and sources are not. */
export function isInSite(file: string): boolean {
  return /\.(?:md|json)$/.test(file);
}

/** Where the site keeps a file that lies outside of `docs/`. */
export function copyOf(file: string): string {
  return posix.join('repository', file.replace(/^(?:\.\.\/)+/, ''));
}

function relative(path: string, target: string): string {
  return posix.relative(posix.dirname(path), target) || posix.basename(target);
}

function escape(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
}
