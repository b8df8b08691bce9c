import { html } from 'hono/html';
import { accountAddress, skillAddress } from '../addresses.ts';
import { formatCountOf } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';
import type { SkillPage } from '../SkillPage.ts';
import { copyField } from './copyField.ts';
import { dependenciesView, dependentsView } from './dependencyViews.ts';
import { downloadsView, factsView } from './factsView.ts';
import { fileList } from './fileList.ts';
import { layout } from './layout.ts';
import { licenseMark, privateMark, tagList, yankedMark } from './marks.ts';
import { skillFileView } from './skillFileView.ts';
import { timeView } from './timeView.ts';
import { versionsView } from './versionsView.ts';

/** The page of a skill, shown with its latest version, or of one version of it. */
export function skillView(site: Site, page: SkillPage): Markup {
  const { skill, version, isPinned } = page;
  const name = `${skill.account}/${skill.name}`;
  return layout(site, {
    title: isPinned ? `${name} ${version.version}` : name,
    description: showHidden(skill.description),
    hasScript: true,
    main: html`<article class="skill">
${head(site, page)}
<div class="columns">
<div class="reading">
${skillFileView(page.rendered)}
${changelogView(version.changelog)}
${fileList(version)}
</div>
<aside aria-label="About this skill">
${downloadsView(page)}
${factsView(page)}
${versionsView(site, page)}
${dependenciesView(site, page)}
${dependentsView(site, page)}
${tagsView(site, page)}
</aside>
</div>
</article>`,
  });
}

function head(site: Site, page: SkillPage): Markup {
  const { skill, version } = page;
  const id = `${skill.account}/${skill.name}`;
  const command = `paks add ${page.isPinned ? `${id}@${version.version}` : id}`;
  return html`<header class="head">
<p class="overline"><a href="${accountAddress(site.base, skill.account)}">${skill.account}</a> /</p>
<h1>${skill.name}</h1>
<p class="marks"><span class="mark strong">v${version.version}</span> ${licenseMark(version.license)} ${yankedMark(version.yanked)} ${privateMark(skill.visibility)} <span class="when">Published ${timeView(version.published_at)}</span></p>
<p class="lead" dir="auto">${showHidden(skill.description)}</p>
${notice(site, page)}
${version.yanked ? '' : copyField('install', command, 'the install command')}
<nav class="jump" aria-label="On this page"><a href="#readme">Read me</a> <a href="#files">${formatCountOf(version.file_count, 'file')}</a> <a href="#versions">${formatCountOf(page.versions.length, 'version')}</a> <a href="#dependencies">${formatCountOf(Object.keys(version.dependencies).length, 'dependency', 'dependencies')}</a></nav>
</header>`;
}

/** What a visitor must know before taking this version; empty where there is nothing. */
function notice(site: Site, { skill, version, isPinned }: SkillPage): Markup | string {
  if (version.yanked) {
    return html`<p class="notice"><strong>This version was yanked.</strong> New installs do not choose it; projects that have it in their lockfile keep it.</p>`;
  }
  if (!isPinned || version.version === skill.latest) return '';
  return html`<p class="notice">This is not the latest version. <a href="${skillAddress(site.base, skill)}">See v${skill.latest}</a></p>`;
}

/** What the skill is filed under; empty where it is under nothing. */
function tagsView(site: Site, { skill }: SkillPage): Markup | string {
  const { categories, keywords } = skill;
  if (categories.length + keywords.length === 0) return '';
  return html`<section aria-label="Categories and keywords">
${categories.length === 0 ? '' : html`<h2>Categories</h2>${tagList(site, 'category', categories)}`}
${keywords.length === 0 ? '' : html`<h2>Keywords</h2>${tagList(site, 'keyword', keywords)}`}
</section>`;
}

function changelogView(changelog: string | null): Markup | string {
  if (changelog === null || changelog.trim() === '') return '';
  return html`<section class="card" aria-labelledby="changes"><h2 id="changes">Changes in this version</h2><p class="plain" dir="auto">${showHidden(changelog)}</p></section>`;
}
