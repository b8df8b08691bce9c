import { html } from 'hono/html';
import { SORTS, type Sort } from '../../../../../src/protocol/sorts.ts';
import type { SkillQuery } from '../../search/readSearchQuery.ts';
import { searchAddress } from '../addresses.ts';
import { formatCount } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { PopularMarks } from '../reading/popularMarks.ts';
import type { Site } from '../Site.ts';

const SORT_LABELS: Readonly<Record<Sort, string>> = {
  relevance: 'Best match',
  downloads: 'Most downloads',
  recent: 'Recently updated',
  name: 'Name',
};

/** The search box with its filters: a plain form that asks by its address. */
export function searchForm(site: Site, query: SkillQuery, marks: PopularMarks): Markup {
  return html`<form class="search" role="search" action="${site.base}/skills">
<div class="ask">
<label class="unseen" for="q">Search skills</label>
<input id="q" type="search" name="q" maxlength="200" value="${query.words}" placeholder="Name, keyword or task" autocomplete="off">
<button class="primary">Search</button>
</div>
<div class="filters">
<p><label for="category">Category</label>
<select id="category" name="category">${categoryOptions(query, marks)}</select></p>
<p><label for="keyword">Keyword</label>
<input id="keyword" name="keyword" maxlength="200" list="keywords" value="${query.keyword ?? ''}" autocomplete="off">
<datalist id="keywords">${marks.keywords.map(({ name }) => html`<option value="${name}"></option>`)}</datalist></p>
<p><label for="account">Account</label>
<input id="account" name="account" maxlength="200" value="${query.account ?? ''}" autocomplete="off" spellcheck="false"></p>
<p><label for="sort">Sort by</label>
<select id="sort" name="sort">${SORTS.map((sort) => option(sort, SORT_LABELS[sort], sort === query.sort))}</select></p>
</div>
</form>
${activeFilters(site, query)}`;
}

/** A box to search with and nothing else. */
export function plainSearchForm(site: Site): Markup {
  return html`<form class="search" role="search" action="${site.base}/skills">
<div class="ask">
<label class="unseen" for="q">Search skills</label>
<input id="q" type="search" name="q" maxlength="200" placeholder="Name, keyword or task" autocomplete="off">
<button class="primary">Search</button>
</div>
</form>`;
}

/** The address of another page of the same search, or of it without a filter. */
export function sameSearch(
  site: Site,
  { words, category, keyword, account, sort }: SkillQuery,
  changes: Readonly<Record<string, string | number | undefined>>,
): string {
  return searchAddress(site.base, { q: words, category, keyword, account, sort, ...changes });
}

function categoryOptions(
  { category }: SkillQuery,
  { categories }: PopularMarks,
): readonly Markup[] {
  const isRare = category !== undefined && !categories.some(({ name }) => name === category);
  return [
    option('', 'Any', category === undefined),
    ...(isRare ? [option(category, category, true)] : []),
    ...categories.map(({ name, skills }) =>
      option(name, `${name} (${formatCount(skills)})`, name === category),
    ),
  ];
}

function option(value: string, label: string, isSelected: boolean): Markup {
  return html`<option value="${value}"${isSelected ? html` selected` : ''}>${showHidden(label)}</option>`;
}

function activeFilters(site: Site, query: SkillQuery): Markup | string {
  const { category, keyword, account } = query;
  const active = Object.entries({ category, keyword, account }).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  if (active.length === 0) return '';
  return html`<ul class="active" aria-label="Active filters">${active.map(
    ([name, value]) =>
      html`<li><a href="${sameSearch(site, query, { [name]: undefined })}"><span class="unseen">Remove the filter </span>${name}: <b dir="auto">${showHidden(value)}</b> <span aria-hidden="true">×</span></a></li>`,
  )}</ul>`;
}
