import type { Agent } from '../../agents/Agent.ts';
import { contextBudgets } from '../../agents/contextBudgets.ts';
import { variable } from '../../io/environment.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { collisionKey } from '../../model/skillPath.ts';
import type { Project } from '../../project/Project.ts';
import { chooseTargets } from '../chooseTargets.ts';
import { displayPath } from '../displayPath.ts';
import type { Services } from '../Services.ts';
import type { Diagnosis } from './Diagnosis.ts';
import { type SeenSkill, seenSkills } from './seenSkills.ts';

/**
 * What each chosen agent makes of the skills it finds: which it sees twice, which it hides because
 * frontmatter and directory disagree, and what all their names and descriptions cost of its context.
 */
export function checkSeen(services: Services, project: Project): readonly Diagnosis[] {
  const { place, manifest } = project;
  const { agents } = chooseTargets(services, place, { manifest, agents: [] });
  return agents.flatMap((agent) => {
    const skills = seenSkills(services, place, agent);
    return [
      ...duplicates(services, project, { agent, skills }),
      ...hidden(agent, skills),
      ...context(services, agent, skills),
    ];
  });
}

interface Seen {
  readonly agent: Agent;
  readonly skills: readonly SeenSkill[];
}

function duplicates(
  { fileSystem: fs }: Services,
  { place }: Project,
  { agent, skills }: Seen,
): readonly Diagnosis[] {
  const byName = new Map<string, SeenSkill[]>();
  for (const skill of skills) {
    const key = collisionKey(skill.said ?? skill.name);
    byName.set(key, [...(byName.get(key) ?? []), skill]);
  }
  return [...byName.values()].flatMap((same) => {
    const paths = distinctPaths(fs, same);
    const [first, second] = paths;
    if (first === undefined || second === undefined) return [];
    const named = paths.map((path) => `\`${displayPath(place, path)}\``).join(' and ');
    return [
      {
        check: 'duplicates',
        status: 'advice',
        message: `\`${agent.id}\` sees \`${same[0]?.said ?? same[0]?.name}\` in ${named}`,
        hint: 'remove one of them: which one the agent takes is its own choice',
      },
    ];
  });
}

/** A directory that is reached by two ways is one. */
function distinctPaths(fs: FileSystem, skills: readonly SeenSkill[]): readonly string[] {
  return [...new Map(skills.map(({ path }) => [fs.realPath(path), path])).values()];
}

function hidden(agent: Agent, skills: readonly SeenSkill[]): readonly Diagnosis[] {
  if (!agent.hidesMismatchedNames) return [];
  return skills
    .filter(({ said, name }) => said !== null && said !== name)
    .map(({ said, name }) => ({
      check: 'names',
      status: 'advice',
      message: `\`${agent.id}\` may hide \`${name}\`: the skill calls itself \`${said}\``,
      hint: `install it under its own name with \`as = "${said}"\``,
    }));
}

function context(
  { environment }: Services,
  { id }: Agent,
  skills: readonly SeenSkill[],
): readonly Diagnosis[] {
  if (skills.length === 0) return [];
  const check = 'context';
  const used = skills.reduce(
    (sum, { said, name, description }) => sum + (said ?? name).length + description.length,
    0,
  );
  const budget = contextBudgets.get(id);
  const cost = `\`${id}\` reads ${used.toLocaleString('en')} characters of names and descriptions`;
  if (budget === undefined) return [{ check, status: 'ok', message: `${cost} at each start` }];
  const own = budget.variable === null ? undefined : variable(environment, budget.variable);
  const most = Number(own ?? budget.characters);
  const message = `${cost} of about ${most.toLocaleString('en')}`;
  if (used <= most) return [{ check, status: 'ok', message }];
  const raise = budget.variable === null ? '' : `, or raise \`${budget.variable}\``;
  const hint = `what is over it is cut: install fewer skills for it${raise}`;
  return [{ check, status: 'advice', message, hint }];
}
