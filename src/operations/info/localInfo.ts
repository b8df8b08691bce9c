import { basename, resolve } from 'node:path';
import { sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import { sourceKey } from '../../model/Source.ts';
import type { Project } from '../../project/Project.ts';
import type { Services } from '../Services.ts';
import { skillFolderAt } from '../validate/findSkillFolders.ts';
import { readSkillFolder } from '../validate/readSkillFolder.ts';
import { contentFacts, NO_CONTENT } from './contentFacts.ts';
import type { SkillInfo } from './InfoResult.ts';
import { installedStatus, NOT_ASKED } from './installedStatus.ts';

/** A skill in a folder that was named. Throws `NOT_A_SKILL`. */
export function folderInfo(path: string, services: Services): SkillInfo {
  const { fileSystem, workingDirectory, config } = services;
  const root = skillFolderAt(fileSystem, path, workingDirectory);
  const { files } = readSkillFolder(fileSystem, root);
  const { facts, name, version } = contentFacts(files, config.defaultRegistry);
  return {
    ...facts,
    kind: 'folder',
    id: name ?? basename(root),
    version,
    source: `path+${path}`,
    tag: null,
    commit: null,
    registry: null,
    status: null,
  };
}

/** A skill that the project locked from a repository, a folder or a package: what is known here of it. */
export async function projectInfo(
  locked: LockedSkill,
  project: Project,
  services: Services,
): Promise<SkillInfo> {
  const { id, version, pin } = locked;
  const files = await lockedFiles(locked, project, services);
  const content = files === null ? null : contentFacts(files, services.config.defaultRegistry);
  const written = content?.version ?? null;
  const facts = content?.facts ?? {
    ...NO_CONTENT,
    dependencies: locked.dependencies.map((each) => ({ id: each.id, range: each.range })),
  };
  return {
    ...facts,
    repository: facts.repository ?? (pin.kind === 'git' ? pin.url : null),
    kind: 'project',
    id,
    version: pin.kind === 'path' ? written : version,
    source: sourceKey(sourceOf(pin)),
    tag: pin.kind === 'git' ? (pin.tag ?? null) : null,
    commit: pin.kind === 'git' ? pin.commit : null,
    registry: null,
    status: installedStatus(id, [project], { services, offered: NOT_ASKED }),
  };
}

/** The files as they are in the store, or in the project's own folder; null where neither has them. */
async function lockedFiles(
  { pin, integrity }: LockedSkill,
  { place }: Project,
  services: Services,
): Promise<readonly SkillFile[] | null> {
  const { fileSystem } = services;
  if (pin.kind === 'path') {
    return readSkillFolder(
      fileSystem,
      skillFolderAt(fileSystem, resolve(place.root, pin.path), '/'),
    ).files;
  }
  const store = await services.store();
  if (integrity === null || !(await store.has(integrity))) return null;
  return filesOf(store.read(integrity));
}
