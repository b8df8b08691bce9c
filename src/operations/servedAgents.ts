import type { ChosenTargets } from './chooseTargets.ts';
import type { SelectedSkill } from './selectSkills.ts';

/**
 * The ids of the agents that an install is for: those of the project as a whole where any skill is for all
 * of them, then those that only single skills name. A skill with a directory of its own is for none.
 */
export function servedAgents(
  selected: Iterable<SelectedSkill>,
  { agents, narrowed }: Pick<ChosenTargets, 'agents' | 'narrowed'>,
): readonly string[] {
  const skills = [...selected];
  const standard = agents.map(({ id }) => id);
  const placed = skills.filter(({ entry }) => entry?.directory === undefined);
  const named = new Set(placed.flatMap((skill) => [...(skill.agents ?? [])]));
  const shared = skills.length === 0 || placed.some((skill) => skill.agents === null);
  const single = [...named].sort().filter((id) => !narrowed || standard.includes(id));
  return [...new Set([...(shared ? standard : []), ...single])];
}
