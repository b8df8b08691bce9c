import { html } from 'hono/html';
import { outsideAddress } from '../addresses.ts';
import { formatCount, formatSize } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { SkillPage } from '../SkillPage.ts';
import { downloadsChart } from './downloadsChart.ts';

const COMMIT_SHOWN = 12;

/** How often the skill is downloaded, and how that went over half a year. */
export function downloadsView({ skill, downloadsRecent, weeks }: SkillPage): Markup {
  return html`<section aria-labelledby="downloads">
<h2 id="downloads">Downloads</h2>
<p class="figure"><b>${formatCount(skill.downloads)}</b> in all, <b>${formatCount(downloadsRecent)}</b> in 30 days</p>
${downloadsChart(weeks)}
<p class="axis" aria-hidden="true"><span>26 weeks ago</span><span>this week</span></p>
</section>`;
}

/** Where the skill comes from, and what identifies its bytes. */
export function factsView({ skill, version }: SkillPage): Markup {
  const path = version.skill_path === '' ? '.' : version.skill_path;
  return html`<section aria-labelledby="facts">
<h2 id="facts">Details</h2>
<dl>
${fact('Repository', outsideLink(version.repository))}
${fact('Path', html`<code>${showHidden(path)}</code>`)}
${fact('Tag', html`<code>${showHidden(version.tag)}</code>`)}
${fact('Commit', html`<code title="${version.commit_id}">${showHidden(version.commit_id.slice(0, COMMIT_SHOWN))}</code>`)}
${fact('Content', html`<code class="long">${showHidden(version.integrity)}</code>`)}
${fact('Size', formatSize(version.size))}
${skill.homepage === null ? '' : fact('Homepage', outsideLink(skill.homepage))}
${skill.author_name === null ? '' : fact('Author', outsideLink(skill.author_url, skill.author_name))}
</dl>
</section>`;
}

function fact(name: string, value: Markup | string): Markup {
  return html`<div><dt>${name}</dt><dd>${value}</dd></div>`;
}

/** A link to where a stranger says; plain text where no page of ours may lead. */
function outsideLink(address: string | null, label?: string): Markup {
  const shown = showHidden(label ?? (address ?? '').replace(/^https:\/\//, ''));
  const target = outsideAddress(address);
  return target === null
    ? html`<span dir="auto">${shown}</span>`
    : html`<a href="${target}" rel="nofollow ugc noopener" dir="auto">${shown}</a>`;
}
