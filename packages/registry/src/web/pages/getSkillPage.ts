import { recentDownloads } from '../../downloads/recentDownloads.ts';
import { versionNotFound } from '../../handlers/getVersion.ts';
import { skillNameOf, versionOf } from '../../http/parameters.ts';
import { skillFacts } from '../../skills/skillFacts.ts';
import { findVisibleSkill } from '../../skills/findSkill.ts';
import { answerPage } from '../answerPage.ts';
import { downloadsByWeek } from '../reading/downloadsByWeek.ts';
import { findReadableVersion, listVersions } from '../reading/readVersions.ts';
import { dependentsOf, knownAmong } from '../reading/relatedSkills.ts';
import { skillView } from '../views/skillView.ts';
import type { PageHandler } from '../Web.ts';

/** `GET /skills/{account}/{name}` and `…/{version}`: a skill with its latest version, or with that one. */
export const getSkillPage: PageHandler = async (exchange, { registry, site, rendered }) => {
  const name = skillNameOf(exchange);
  const caller = exchange.get('caller');
  const skill = await findVisibleSkill(registry, caller, name);
  const wanted = versionOf(exchange);
  const version = await findReadableVersion(registry, skill, wanted === '' ? skill.latest : wanted);
  if (version === undefined) throw versionNotFound(name, wanted);
  // A list shows what the latest version says of itself; the page of another, what that one says.
  const isShownAsLatest = version.version === skill.latest || version.readme === '';
  const dependencies = Object.keys(version.dependencies);
  const [versions, openable, dependents, weeks, downloadsRecent] = await Promise.all([
    listVersions(registry, skill.id),
    knownAmong(registry, caller, dependencies),
    dependentsOf(registry, caller, skill),
    downloadsByWeek(registry, skill.id),
    recentDownloads(registry.sql, skill.id, registry.now()),
  ]);
  return await answerPage(
    exchange,
    skillView(site, {
      skill: isShownAsLatest ? skill : { ...skill, ...skillFacts(version.readme) },
      version,
      isPinned: wanted !== '',
      versions,
      openable,
      dependents,
      weeks,
      downloadsRecent,
      rendered: rendered.get(version.integrity, version.readme),
    }),
  );
};
