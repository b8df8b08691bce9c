import { PaksError } from '../errors/PaksError.ts';
import { isFolderArgument } from '../manifest/parseSourceArgument.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { parseVersion } from '../model/Range.ts';
import { directoryName, isSkillId, qualifiedName, type SkillId } from '../model/SkillId.ts';
import { findProjectRoot, projectPlace } from '../project/findProject.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import { findPlace } from './findPlace.ts';
import type { InfoResult } from './info/InfoResult.ts';
import { folderInfo, projectInfo } from './info/localInfo.ts';
import { registryInfo, versionsInfo } from './info/registryInfo.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/** What `paks info` was asked for. */
export interface InfoInput {
  /** `account/name[@version]`, a skill of the project by its name there, or a folder (`./…`). */
  readonly subject: string;
  readonly version: string | null;
  /** Every version instead of the skill. */
  readonly versions: boolean;
  /** With the whole `SKILL.md`. */
  readonly full: boolean;
}

/**
 * Tells about a skill. What is meant is decided by how it is written and by what the project has, never
 * by trying. Throws `USAGE`, `NAME_INVALID`, `NOT_A_SKILL`, `SKILL_NOT_FOUND` and a registry's failures.
 */
export async function info(input: InfoInput, services: Services): Promise<InfoResult> {
  if (isFolderArgument(input.subject)) {
    refuseVersions(input, 'a folder has one state');
    return withReadme(folderInfo(input.subject.trim(), services), input);
  }
  const { id, version } = parseSubject(input);
  const projects = projectsHere(services);
  const local = services.options.registry === null ? findLocal(id, projects) : null;
  if (local !== null) {
    refuseVersions({ ...input, version }, `\`${id}\` does not come from one here`);
    return withReadme(await projectInfo(local.locked, local.project, services), input);
  }
  const known = knownId(id, projects);
  const registry = await registryOf(known, projects, services);
  if (input.versions) return versionsInfo(known, registry);
  const exact = version === null ? null : parseVersion(version);
  const question = { id: known, registry, version: exact, full: input.full, projects };
  return registryInfo(question, services);
}

interface LocalSkill {
  readonly project: Project;
  readonly locked: LockedSkill;
}

/** A skill that a project here takes from somewhere else than a registry. */
function findLocal(id: SkillId, projects: readonly Project[]): LocalSkill | null {
  for (const project of projects) {
    const locked = lockedSkills(project).find((skill) => skill.id === id);
    if (locked !== undefined && locked.pin.kind !== 'registry') return { project, locked };
    const entry = project.manifest.skills.find((skill) => skill.id === id);
    if (locked !== undefined || entry === undefined || entry.source.kind === 'registry') continue;
    throw new PaksError('LOCKFILE_OUTDATED', {
      message: `\`${id}\` is in \`paks.toml\` but not locked yet, so nothing is known of it`,
      hint: 'run `paks install` first',
    });
  }
  return null;
}

function withReadme<Info extends InfoResult>(result: Info, { full }: InfoInput): Info {
  return full ? result : { ...result, readme: null };
}

function parseSubject(input: InfoInput): { readonly id: SkillId; readonly version: string | null } {
  const [name = '', ...rest] = input.subject.trim().split('@');
  const written = rest.length === 0 ? null : rest.join('@');
  if (!isSkillId(name)) {
    throw new PaksError('NAME_INVALID', {
      message: `\`${input.subject}\` is not a skill`,
      hint: 'name one of a registry (`account/name`), one of this project, or a folder (`./folder`)',
    });
  }
  if (written !== null && input.version !== null && written !== input.version) {
    throw new PaksError('USAGE', {
      message: `\`@${written}\` and \`--version ${input.version}\` contradict each other`,
      hint: 'keep one of them',
    });
  }
  const version = input.version ?? written;
  if (version !== null && input.versions) {
    throw new PaksError('USAGE', {
      message: '`--versions` lists all versions, and one was named',
      hint: 'leave one of them out',
    });
  }
  return { id: name, version };
}

/** Throws `USAGE` where versions are asked of what has none to list. */
function refuseVersions(
  { version, versions }: Pick<InfoInput, 'version' | 'versions'>,
  why: string,
): void {
  if (version === null && !versions) return;
  throw new PaksError('USAGE', {
    message: `versions are asked of a registry, and ${why}`,
    hint: `leave \`${versions ? '--versions' : '--version'}\` out`,
  });
}

type Projects = readonly [Project, ...Project[]];

/** The project of the working directory, if there is one, and the user's own skills. */
function projectsHere(services: Services): Projects {
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  const own = openProject(services, findPlace(services, true));
  return root === null ? [own] : [openProject(services, projectPlace(root, 'project')), own];
}

/** A name without its account is one that the project has. */
function knownId(id: SkillId, projects: readonly Project[]): SkillId {
  if (qualifiedName(id) !== null) return id;
  for (const project of projects) {
    const known = [...project.manifest.skills, ...lockedSkills(project)].map((skill) => skill.id);
    const [first, ...others] = new Set(known.filter((each) => directoryName(each) === id));
    if (first !== undefined && others.length === 0) return first;
  }
  throw new PaksError('SKILL_NOT_IN_PROJECT', {
    message: `this project has no skill \`${id}\`, and a registry's has an account before its name`,
    hint: `find it with \`paks search ${id}\`; a folder is written \`./${id}\``,
  });
}

/** `--registry`, else the one that the manifest takes the skill from, else the default. */
async function registryOf(id: SkillId, projects: Projects, services: Services) {
  const [{ manifest }] = projects;
  const { config, findRegistry } = await services.forProject(manifest);
  const entries = projects.flatMap((project) => project.manifest.skills);
  const source = entries.find((entry) => entry.id === id)?.source;
  const own = source?.kind === 'registry' ? source.registry : undefined;
  return findRegistry(services.options.registry ?? own ?? config.defaultRegistry);
}
