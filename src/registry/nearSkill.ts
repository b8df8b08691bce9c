import { nearest } from '../errors/nearest.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { RegistryClient } from './RegistryClient.ts';

const MOST_COMPARED = 100;

/**
 * The skill that a person may have meant by a name that this registry does not know: the one most like
 * it, else the one of that name under another account. One search of the same registry; never fails.
 */
export async function nearSkill(
  id: SkillId,
  registry: Pick<RegistryClient, 'search'>,
): Promise<SkillId | undefined> {
  const name = qualifiedName(id)?.name;
  if (name === undefined) return undefined;
  try {
    const page = await registry.search({ q: name, sort: 'relevance', limit: MOST_COMPARED });
    const ids = page.skills.map((skill) => skill.id);
    const near = nearest(id, ids);
    return ids.find((each) => each === near || (near === undefined && each.endsWith(`/${name}`)));
  } catch {
    return undefined;
  }
}
