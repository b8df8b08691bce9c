import { join } from 'node:path';
import { type Agent, SHARED_DIRECTORY } from '../../agents/Agent.ts';
import { directoryOf } from '../../agents/targetDirectories.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { listIfThere } from '../../io/listIfThere.ts';
import { parseFrontmatter } from '../../manifest/parseFrontmatter.ts';
import { textOf } from '../../manifest/YamlNode.ts';
import { SKILL_LIMITS } from '../../model/limits.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { ProjectPlace } from '../../project/Project.ts';
import type { Services } from '../Services.ts';

/** A skill in a directory that an agent reads, whoever put it there. */
export interface SeenSkill {
  /** Of the directory. */
  readonly name: string;
  /** Absolute. */
  readonly path: string;
  /** What the frontmatter calls it; null where it says nothing that can be read. */
  readonly said: string | null;
  readonly description: string;
}

/** Every skill that an agent finds: the project's, in its own and the shared directory, and the user's. */
export function seenSkills(
  services: Services,
  place: ProjectPlace,
  agent: Agent,
): readonly SeenSkill[] {
  const { fileSystem: fs } = services;
  return directoriesOf(services, place, agent).flatMap((directory) =>
    skillFolders(fs, directory, agent.layout === 'account' ? 2 : 1).map(({ name, path }) => ({
      name,
      path,
      ...readSaid(fs, path),
    })),
  );
}

function directoriesOf(
  { environment }: Services,
  { scope, root }: ProjectPlace,
  agent: Agent,
): readonly string[] {
  const { home, variables } = environment;
  const personal = directoryOf(agent, { kind: 'user', home, environment: variables });
  const found = personal === null ? [] : [personal];
  if (scope === 'project') {
    if (agent.projectDirectory !== null) found.push(join(root, agent.projectDirectory));
    if (agent.readsShared) found.push(join(root, SHARED_DIRECTORY));
  }
  return [...new Set(found)];
}

interface SkillFolder {
  readonly name: string;
  readonly path: string;
}

function skillFolders(fs: FileSystem, directory: string, depth: number): readonly SkillFolder[] {
  return listIfThere(fs, directory).flatMap(({ name }): readonly SkillFolder[] => {
    const path = join(directory, name);
    if (fs.stat(join(path, SKILL_FILE))?.isFile() === true) return [{ name, path }];
    return depth > 1 ? skillFolders(fs, path, depth - 1) : [];
  });
}

function readSaid(fs: FileSystem, path: string): Pick<SeenSkill, 'said' | 'description'> {
  const file = join(path, SKILL_FILE);
  const tooLarge = (fs.stat(file)?.size ?? 0) > SKILL_LIMITS.skillFileBytes;
  const frontmatter = tooLarge ? null : parseFrontmatter(fs.readFile(file));
  if (frontmatter?.kind !== 'read') return { said: null, description: '' };
  return {
    said: textOf(frontmatter.fields.get('name')) ?? null,
    description: textOf(frontmatter.fields.get('description')) ?? '',
  };
}
