import { html } from 'hono/html';
import { formatCount } from '../format.ts';
import type { Markup } from '../Markup.ts';

/** Where a page of a list stands. */
export interface Paging {
  readonly page: number;
  readonly pages: number;
  readonly addressOf: (page: number) => string;
}

/** Links to the neighbouring pages; empty where there is only one. */
export function pagination({ page, pages, addressOf }: Paging): Markup | string {
  if (pages <= 1) return '';
  return html`<nav class="pages" aria-label="Pages">
${page > 1 ? html`<a class="button" rel="prev" href="${addressOf(page - 1)}">Previous</a>` : html`<span></span>`}
<p>Page <b>${formatCount(page)}</b> of ${formatCount(pages)}</p>
${page < pages ? html`<a class="button" rel="next" href="${addressOf(page + 1)}">Next</a>` : html`<span></span>`}
</nav>`;
}
