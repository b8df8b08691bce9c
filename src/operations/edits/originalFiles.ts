import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import type { Project } from '../../project/Project.ts';
import { fetchSkills } from '../fetchSkills.ts';
import { openInspector } from '../openInspector.ts';
import { openSources } from '../openSources.ts';
import type { Services } from '../Services.ts';

/** The locked bytes of a skill, fetched and verified where the store lacks them. */
export async function originalFiles(
  services: Services,
  { place, manifest }: Project,
  skill: LockedSkill,
): Promise<readonly SkillFile[]> {
  const sources = openSources(services, { place, manifest, allowInvalid: true });
  const inspector = openInspector({
    config: services.config,
    manifest,
    allowInvalid: true,
    hidingAgents: [],
    warn: () => undefined,
  });
  const found = await fetchSkills(services, { locators: [skill], sources, inspector });
  const integrity = found.get(skill.id);
  if (integrity === undefined) return [];
  const store = await services.store();
  return filesOf(store.read(integrity));
}
