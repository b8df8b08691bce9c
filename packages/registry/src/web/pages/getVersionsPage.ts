import { html } from 'hono/html';
import { skillNameOf } from '../../http/parameters.ts';
import { findVisibleSkill } from '../../skills/findSkill.ts';
import { skillAddress, versionsAddress } from '../addresses.ts';
import { answerPage } from '../answerPage.ts';
import { formatCountOf } from '../format.ts';
import { listVersions } from '../reading/readVersions.ts';
import { layout } from '../views/layout.ts';
import { pagination } from '../views/pagination.ts';
import { versionTable } from '../views/versionsView.ts';
import type { PageHandler } from '../Web.ts';
import { pageNumberOf } from './pageNumber.ts';

const PER_PAGE = 100;

/** `GET /skills/{account}/{name}/versions`: every version there ever was. */
export const getVersionsPage: PageHandler = async (exchange, { registry, site }) => {
  const skill = await findVisibleSkill(registry, exchange.get('caller'), skillNameOf(exchange));
  const page = pageNumberOf(exchange);
  const versions = await listVersions(registry, skill.id);
  const id = `${skill.account}/${skill.name}`;
  const view = layout(site, {
    title: `Versions of ${id}`,
    main: html`<header class="head">
<p class="overline"><a href="${skillAddress(site.base, skill)}">${id}</a> /</p>
<h1>Versions</h1>
<p class="summary">${formatCountOf(versions.length, 'version')}, the highest first</p>
</header>
${versionTable(site, skill, versions.slice((page - 1) * PER_PAGE, page * PER_PAGE))}
${pagination({
  page,
  pages: Math.ceil(versions.length / PER_PAGE),
  addressOf: (other) => versionsAddress(site.base, skill, other),
})}`,
  });
  return await answerPage(exchange, view);
};
