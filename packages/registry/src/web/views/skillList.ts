import { html } from 'hono/html';
import type { ListedSkill } from '../../skills/wireSkill.ts';
import { skillAddress } from '../addresses.ts';
import { formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';
import { licenseMark, tagList } from './marks.ts';
import { timeView } from './timeView.ts';

/** How a list is shown: the level of its headings, and whether each skill has all its details. */
export interface ListStyle {
  readonly heading: 2 | 3;
  readonly isBrief: boolean;
}

/** Skills, one below the other. */
export function skillList(
  site: Site,
  skills: readonly ListedSkill[],
  style: ListStyle = { heading: 2, isBrief: false },
): Markup {
  return html`<ol class="skills">${skills.map((skill) => item(site, skill, style))}</ol>`;
}

function item(site: Site, skill: ListedSkill, { heading, isBrief }: ListStyle): Markup {
  const link = html`<a href="${skillAddress(site.base, skill)}"><span class="account">${skill.account}/</span>${skill.name}</a>`;
  return html`<li>
${heading === 2 ? html`<h2>${link}</h2>` : html`<h3>${link}</h3>`}
<p class="about" dir="auto">${showHidden(skill.description)}</p>
${isBrief ? '' : tagList(site, 'keyword', skill.keywords.slice(0, MOST_KEYWORDS))}
<p class="facts"><span>v${skill.latest}</span> <span>${formatCountOf(skill.downloads, 'download')}</span> <span>Updated ${timeView(skill.updated_at)}</span> ${isBrief ? '' : licenseMark(skill.license)}</p>
</li>`;
}

const MOST_KEYWORDS = 8;
