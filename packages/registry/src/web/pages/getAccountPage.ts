import { html } from 'hono/html';
import { isAccountName } from '../../../../../src/model/SkillId.ts';
import { Refusal } from '../../http/Refusal.ts';
import { searchSkills } from '../../search/searchSkills.ts';
import type { SkillPage } from '../../search/SkillPage.ts';
import { accountAddress } from '../addresses.ts';
import { answerPage } from '../answerPage.ts';
import { formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import { findProfile, type Profile } from '../reading/findProfile.ts';
import { layout } from '../views/layout.ts';
import { pagination } from '../views/pagination.ts';
import { skillList } from '../views/skillList.ts';
import { timeView } from '../views/timeView.ts';
import type { PageHandler } from '../Web.ts';
import { pageNumberOf } from './pageNumber.ts';

const PER_PAGE = 20;
const KINDS: Readonly<Record<Profile['kind'], string>> = {
  user: 'User',
  organisation: 'Organisation',
  mirror: 'Account of the mirrored registry',
};

/** `GET /skills/{account}`: an account and those of its skills that the visitor may see. */
export const getAccountPage: PageHandler = async (exchange, { registry, site }) => {
  const name = exchange.req.param('account') ?? '';
  if (!isAccountName(name)) {
    throw new Refusal('NOT_FOUND', 'no account can be called that');
  }
  const profile = await findProfile(registry, name);
  const page = pageNumberOf(exchange);
  const found = await searchSkills(registry, exchange.get('caller'), {
    words: '',
    category: undefined,
    keyword: undefined,
    account: name,
    sort: 'downloads',
    limit: PER_PAGE,
    offset: (page - 1) * PER_PAGE,
  });
  const view = layout(site, {
    title: name,
    main: html`${head(profile, found)}
${found.skills.length === 0 ? html`<div class="empty"><p>There is no skill to show.</p></div>` : skillList(site, found.skills)}
${pagination({
  page,
  pages: Math.ceil(found.total / PER_PAGE),
  addressOf: (other) => `${accountAddress(site.base, name)}${other === 1 ? '' : `?page=${other}`}`,
})}`,
  });
  return await answerPage(exchange, view);
};

function head(profile: Profile, { total }: SkillPage): Markup {
  const { name, kind, display_name, created_at } = profile;
  return html`<header class="head">
<p class="overline">${KINDS[kind]}</p>
<h1>${name}</h1>
${display_name === null ? '' : html`<p class="lead" dir="auto">${showHidden(display_name)}</p>`}
<p class="summary">${formatCountOf(total, 'skill')}, here since ${timeView(created_at)}</p>
</header>`;
}
