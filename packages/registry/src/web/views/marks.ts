import { html } from 'hono/html';
import { searchAddress } from '../addresses.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';

/** The licence of a skill in a word; that there is none is worth knowing too. */
export function licenseMark(license: string | null): Markup {
  return license === null
    ? html`<span class="mark quiet">No licence</span>`
    : html`<span class="mark"><span class="unseen">Licence: </span>${showHidden(license)}</span>`;
}

/** Says that a version was yanked; empty where it was not. */
export function yankedMark(yanked: boolean): Markup | string {
  return yanked ? html`<span class="mark warning">Yanked</span>` : '';
}

/** Says that a skill is private; empty where it is public. */
export function privateMark(visibility: string): Markup | string {
  return visibility === 'private' ? html`<span class="mark warning">Private</span>` : '';
}

/** Keywords or categories as links to those that share them. */
export function tagList(
  site: Site,
  field: 'keyword' | 'category',
  names: readonly string[],
): Markup | string {
  if (names.length === 0) return '';
  return html`<ul class="tags" aria-label="${field === 'keyword' ? 'Keywords' : 'Categories'}">${names.map(
    (name) =>
      html`<li><a href="${searchAddress(site.base, { [field]: name })}" dir="auto">${showHidden(name)}</a></li>`,
  )}</ul>`;
}
