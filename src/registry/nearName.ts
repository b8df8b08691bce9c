import { nearest } from '../errors/nearest.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { RegistryClient } from './RegistryClient.ts';

const MOST_COMPARED = 100;

/** True for a registry's word that it has no skill of this name, without a better name in it. */
export function isUnknownName(error: unknown): error is PaksError {
  if (!isPaksError(error) || error.code !== 'SKILL_NOT_FOUND') return false;
  return !('suggestion' in error.data) && !('version' in error.data);
}

/**
 * The same refusal asking "did you mean", where the registry has a name like it: the one most like it,
 * else the same one of another account. Costs one search of the same registry; never fails.
 */
export async function withNearName(
  error: PaksError,
  id: SkillId,
  registry: Pick<RegistryClient, 'search'>,
): Promise<PaksError> {
  const suggestion = await nearSkill(id, registry);
  if (suggestion === undefined) return error;
  return new PaksError(error.code, {
    message: error.message,
    hint: `did you mean \`${suggestion}\`?`,
    data: { ...error.data, suggestion },
    cause: error,
  });
}

async function nearSkill(
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
