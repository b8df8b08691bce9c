import { html } from 'hono/html';
import { readSearchQuery, type SkillQuery } from '../../search/readSearchQuery.ts';
import { searchSkills } from '../../search/searchSkills.ts';
import type { SkillPage } from '../../search/SkillPage.ts';
import { answerPage } from '../answerPage.ts';
import { formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';
import { layout } from '../views/layout.ts';
import { pagination } from '../views/pagination.ts';
import { sameSearch, searchForm } from '../views/searchForm.ts';
import { skillList } from '../views/skillList.ts';
import type { PageHandler } from '../Web.ts';

/** `GET /skills`: what the API's search finds, by the same parameters. */
export const getSearchPage: PageHandler = async (exchange, { registry, site, popularMarks }) => {
  const query = readSearchQuery(searchParameters(exchange.req.url));
  const found = await searchSkills(registry, exchange.get('caller'), query);
  const view = layout(site, {
    title: query.words === '' ? 'Skills' : `“${showHidden(query.words)}”`,
    hasSearch: false,
    main: html`<h1 class="unseen">Search skills</h1>
${searchForm(site, query, await popularMarks())}
${results(site, query, found)}`,
  });
  return await answerPage(exchange, view);
};

/** Words are answered best match first, and the size of a page is ours to choose. */
function searchParameters(url: string): URLSearchParams {
  const parameters = new URL(url).searchParams;
  const hasWords = (parameters.get('q') ?? '').trim() !== '';
  if (hasWords && (parameters.get('sort') ?? '') === '') parameters.set('sort', 'relevance');
  for (const name of ['limit', 'offset']) parameters.delete(name);
  return parameters;
}

function results(site: Site, query: SkillQuery, { total, skills }: SkillPage): Markup {
  const page = Math.floor(query.offset / query.limit) + 1;
  if (skills.length === 0) return nothingFound(total);
  return html`<p class="summary found">${formatCountOf(total, 'skill')}${page === 1 ? '' : `, page ${page}`}</p>
${skillList(site, skills)}
${pagination({
  page,
  pages: Math.ceil(total / query.limit),
  addressOf: (other) => sameSearch(site, query, { page: other === 1 ? undefined : other }),
})}`;
}

function nothingFound(total: number): Markup {
  return html`<div class="empty"><h2>${total === 0 ? 'No skill matches' : 'The list ends before this page'}</h2>
<p>Try fewer words, another spelling, or take a filter away.</p></div>`;
}
