import { join } from 'node:path';
import type { Agent } from '../agents/Agent.ts';
import {
  directoryOf,
  type TargetDirectory,
  type TargetScope,
} from '../agents/targetDirectories.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { collisionKey, SKILL_FILE } from '../model/skillPath.ts';

/** A skill as one agent sees it: the name of its directory and where that is. */
export interface VisibleSkill {
  readonly agent: string;
  readonly name: string;
  readonly path: string;
}

/** A personal skill that an agent sees beside, and may take instead of, the project's of that name. */
export interface Shadow {
  readonly agent: string;
  readonly name: string;
  readonly project: string;
  readonly personal: string;
}

/** The project's skills for which the same agent also has a personal one of the same name. */
export function findShadowed(
  project: readonly VisibleSkill[],
  personal: readonly VisibleSkill[],
): readonly Shadow[] {
  const key = ({ agent, name }: VisibleSkill): string => `${agent} ${collisionKey(name)}`;
  const own = new Map(personal.map((skill) => [key(skill), skill.path]));
  return project.flatMap((skill) => {
    const path = own.get(key(skill));
    if (path === undefined) return [];
    return [{ agent: skill.agent, name: skill.name, project: skill.path, personal: path }];
  });
}

/** What agents see in a target when these names are installed there. */
export function visibleIn(
  { directory, agents }: TargetDirectory,
  names: readonly string[],
): readonly VisibleSkill[] {
  return agents.flatMap((agent) =>
    names.map((name) => ({ agent, name, path: join(directory, name) })),
  );
}

/** The personal skills of the agents, whoever put them there. Directories that cannot be read hold none. */
export function personalSkills(
  fs: FileSystem,
  agents: readonly Agent[],
  scope: TargetScope & { kind: 'user' },
): readonly VisibleSkill[] {
  return agents.flatMap((agent) => {
    const directory = directoryOf(agent, scope);
    if (directory === null || fs.stat(directory)?.isDirectory() !== true) return [];
    return skillNames(fs, directory).map((name) => ({
      agent: agent.id,
      name,
      path: join(directory, name),
    }));
  });
}

function skillNames(fs: FileSystem, directory: string): readonly string[] {
  try {
    return fs
      .readDirectory(directory)
      .map(({ name }) => name)
      .filter((name) => fs.stat(join(directory, name, SKILL_FILE))?.isFile() === true);
  } catch {
    return [];
  }
}
