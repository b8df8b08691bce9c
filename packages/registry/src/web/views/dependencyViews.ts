import { html } from 'hono/html';
import { skillAddress } from '../addresses.ts';
import { formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';
import type { SkillPage } from '../SkillPage.ts';

/** What the version needs, each with its range. Only what the visitor may open is a link. */
export function dependenciesView(site: Site, { version, openable }: SkillPage): Markup {
  const dependencies = Object.entries(version.dependencies);
  return html`<section aria-labelledby="dependencies">
<h2 id="dependencies">Dependencies</h2>
${
  dependencies.length === 0
    ? html`<p class="none">None</p>`
    : html`<ul class="rows">${dependencies.map(([id, range]) => html`<li>${dependency(site, id, openable)} <code>${showHidden(range)}</code></li>`)}</ul>`
}
</section>`;
}

/** Which skills need this one. */
export function dependentsView(site: Site, { dependents }: SkillPage): Markup {
  const rest = dependents.total - dependents.shown.length;
  return html`<section aria-labelledby="dependents">
<h2 id="dependents">Used by</h2>
${
  dependents.total === 0
    ? html`<p class="none">No other skill here</p>`
    : html`<ul class="rows">${dependents.shown.map((skill) => html`<li><a href="${skillAddress(site.base, skill)}">${skill.account}/${skill.name}</a></li>`)}</ul>`
}
${rest > 0 ? html`<p class="none">and ${formatCountOf(rest, 'more skill')}</p>` : ''}
</section>`;
}

function dependency(site: Site, id: string, openable: ReadonlySet<string>): Markup {
  const [account = '', name = ''] = id.split('/');
  return openable.has(id)
    ? html`<a href="${skillAddress(site.base, { account, name })}">${id}</a>`
    : html`<span>${showHidden(id)}</span>`;
}
