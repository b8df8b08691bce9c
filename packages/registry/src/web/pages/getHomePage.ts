import { html } from 'hono/html';
import { searchSkills } from '../../search/searchSkills.ts';
import { searchAddress } from '../addresses.ts';
import { answerPage } from '../answerPage.ts';
import { formatCount, formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Mark } from '../reading/popularMarks.ts';
import type { Site } from '../Site.ts';
import { copyField } from '../views/copyField.ts';
import { layout } from '../views/layout.ts';
import { plainSearchForm } from '../views/searchForm.ts';
import { skillList } from '../views/skillList.ts';
import type { PageHandler } from '../Web.ts';

const MOST_CATEGORIES = 12;
const LISTED = 6;

/** `GET /`: the way in. */
export const getHomePage: PageHandler = async (exchange, { registry, site, popularMarks }) => {
  const caller = exchange.get('caller');
  const [popular, recent] = await Promise.all([
    searchSkills(registry, caller, { ...EVERYTHING, sort: 'downloads' }),
    searchSkills(registry, caller, { ...EVERYTHING, sort: 'recent' }),
  ]);
  const { categories } = await popularMarks();
  const brief = { heading: 3, isBrief: true } as const;
  const view = layout(site, {
    title: 'Skills for agents',
    description: 'A registry of skills for AI agents.',
    hasScript: site.registryUrl !== null,
    hasSearch: false,
    main: html`<div class="hero">
<h1>Skills for agents, exactly as reviewed</h1>
<p class="lead">${formatCountOf(popular.total, 'skill')}, each version pinned to its bytes.</p>
${plainSearchForm(site)}
${categoryLinks(site, categories.slice(0, MOST_CATEGORIES))}
</div>
<div class="halves">
<section aria-labelledby="popular"><h2 id="popular">Most downloaded</h2>${skillList(site, popular.skills, brief)}</section>
<section aria-labelledby="recent"><h2 id="recent">Recently updated</h2>${skillList(site, recent.skills, brief)}</section>
</div>
${registryUse(site)}`,
  });
  return await answerPage(exchange, view);
};

const EVERYTHING = {
  words: '',
  category: undefined,
  keyword: undefined,
  account: undefined,
  limit: LISTED,
  offset: 0,
} as const;

function categoryLinks(site: Site, categories: readonly Mark[]): Markup | string {
  if (categories.length === 0) return '';
  return html`<ul class="tags" aria-label="Categories">${categories.map(
    ({ name, skills }) =>
      html`<li><a href="${searchAddress(site.base, { category: name })}"><span dir="auto">${showHidden(name)}</span> <span class="count">${formatCount(skills)}</span></a></li>`,
  )}</ul>`;
}

/** How a project starts to use this registry; empty where the operator did not say how it is reached. */
function registryUse({ registryUrl }: Site): Markup | string {
  if (registryUrl === null) return '';
  return html`<section class="card" aria-labelledby="use"><h2 id="use">Use this registry</h2>
${copyField('use-command', `paks registry add private --url ${registryUrl}`, 'the command')}</section>`;
}
