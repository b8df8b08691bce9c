import { nearest } from '../../errors/nearest.ts';
import { qualifiedName, type SkillId } from '../../model/SkillId.ts';
import type { RegistryClient } from '../../registry/RegistryClient.ts';

const MOST_COMPARED = 100;

/**
 * The skill of a registry whose name is most like one that it does not have: of the same account, else
 * of the same name. Asks at most twice, and never fails.
 */
export async function nearSkill(
  id: SkillId,
  registry: RegistryClient,
): Promise<SkillId | undefined> {
  const qualified = qualifiedName(id);
  if (qualified === null) return undefined;
  const { account, name } = qualified;
  try {
    const limit = MOST_COMPARED;
    const { skills: siblings } = await registry.search({
      author: account,
      sort: 'downloads',
      limit,
    });
    const sibling = nearestOf(id, siblings);
    if (sibling !== undefined) return sibling;
    const { skills: namesakes } = await registry.search({ q: name, sort: 'relevance', limit });
    return nearestOf(id, namesakes) ?? namesakes.find((each) => each.id.endsWith(`/${name}`))?.id;
  } catch {
    return undefined;
  }
}

function nearestOf(id: SkillId, skills: readonly { readonly id: SkillId }[]): SkillId | undefined {
  const near = nearest(
    id,
    skills.map((skill) => skill.id),
  );
  return skills.find((skill) => skill.id === near)?.id;
}
