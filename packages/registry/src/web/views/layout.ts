import { html } from 'hono/html';
import { ENDPOINTS } from '../../../../../src/protocol/endpoints.ts';
import { assets } from '../assets/assets.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';

/** What every page says about itself. */
export interface PageFacts {
  /** Without the name of the site. */
  readonly title: string;
  readonly description?: string | undefined;
  readonly main: Markup;
  /** True where there is something to copy. */
  readonly hasScript?: boolean | undefined;
  /** False where the page has a large search box of its own. */
  readonly hasSearch?: boolean | undefined;
}

/** A whole document around the main part of a page. */
export function layout(site: Site, page: PageFacts): Markup {
  const asset = (file: string) => `${site.base}/assets/${file}`;
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>${page.title} · Paks registry</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${page.description === undefined ? '' : html`<meta name="description" content="${page.description}">`}
<link rel="icon" type="image/svg+xml" href="${asset(assets.icon.file)}">
<link rel="stylesheet" href="${asset(assets.style.file)}">
${page.hasScript === true ? html`<script type="module" src="${asset(assets.script.file)}"></script>` : ''}
</head>
<body>
<a class="skip" href="#main">Skip to the content</a>
<header class="top"><div class="wide">
<a class="brand" href="${site.base}/">${mark}<span>Paks registry</span></a>
${page.hasSearch === false ? '' : smallSearch(site)}
<nav aria-label="Site"><a href="${site.base}/skills">Browse skills</a></nav>
</div></header>
<main id="main" class="wide" tabindex="-1">
${page.main}
</main>
<footer class="bottom"><div class="wide">
<p>Skills are prompts that other people wrote. Read them before an agent does.</p>
<p><a href="${site.base}${ENDPOINTS.openapi}">HTTP API</a></p>
</div></footer>
</body>
</html>
`;
}

const mark = html`<svg viewBox="0 0 24 24" width="24" height="24" aria-hidden="true"><path d="M12 2.5 20.5 7v10L12 21.5 3.5 17V7zM3.5 7 12 11.5 20.5 7M12 11.5v10" fill="none" stroke="currentColor" stroke-width="1.7" stroke-linejoin="round"/></svg>`;

function smallSearch(site: Site): Markup {
  return html`<form class="find" role="search" action="${site.base}/skills">
<label class="unseen" for="top-q">Search skills</label>
<input id="top-q" type="search" name="q" maxlength="200" placeholder="Search skills" autocomplete="off">
</form>`;
}
