import { html } from 'hono/html';
import { skillAddress, versionsAddress } from '../addresses.ts';
import { formatCountOf, formatSize } from '../format.ts';
import type { Markup } from '../Markup.ts';
import type { ListedVersion } from '../reading/readVersions.ts';
import type { Site } from '../Site.ts';
import type { SkillPage } from '../SkillPage.ts';
import { licenseMark, yankedMark } from './marks.ts';
import { timeView } from './timeView.ts';

const SHOWN = 8;

/** The highest versions of a skill, with the way to all of them. */
export function versionsView(site: Site, { skill, version, versions }: SkillPage): Markup {
  const all = html`<p><a href="${versionsAddress(site.base, skill)}">All ${formatCountOf(versions.length, 'version')}</a></p>`;
  return html`<section aria-labelledby="versions">
<h2 id="versions">Versions</h2>
<ol class="rows">${versions.slice(0, SHOWN).map((row) => {
    const isShown = row.version === version.version;
    return html`<li><span><a href="${skillAddress(site.base, skill, row.version)}"${isShown ? html` aria-current="page"` : ''}>${row.version}</a> ${yankedMark(row.yanked)}</span> ${timeView(row.published_at)}</li>`;
  })}</ol>
${versions.length > SHOWN ? all : ''}
</section>`;
}

/** Versions as a table, with what tells them apart. */
export function versionTable(
  site: Site,
  skill: SkillPage['skill'],
  versions: readonly ListedVersion[],
): Markup {
  return html`<div class="scroll"><table class="versions">
<thead><tr><th scope="col">Version</th><th scope="col">Published</th><th scope="col">Licence</th><th scope="col" class="end">Size</th></tr></thead>
<tbody>${versions.map(
    (row) =>
      html`<tr><th scope="row"><a href="${skillAddress(site.base, skill, row.version)}">${row.version}</a>${row.version === skill.latest ? html` <span class="mark strong">Latest</span>` : ''} ${yankedMark(row.yanked)}</th><td>${timeView(row.published_at)}</td><td>${licenseMark(row.license)}</td><td class="end">${formatSize(row.size)}</td></tr>`,
  )}</tbody>
</table></div>`;
}
