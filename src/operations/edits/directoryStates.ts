import { resolve } from 'node:path';
import { type Target, targetKey, targetPath } from '../../linker/Link.ts';
import type { Fact } from '../../linker/scanInstalled.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { installedContent, type LockedSkill } from '../../model/Lockfile.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { Project } from '../../project/Project.ts';
import { displayPath } from '../displayPath.ts';
import { folderIntegrity, type LockedLinks, lockedLinks } from '../lockedLinks.ts';
import { selectSkills } from '../selectSkills.ts';
import type { Services } from '../Services.ts';
import { type FileChange, fileChanges } from './fileChanges.ts';

/** One directory that differs from what the lock puts there. */
export interface DirectoryState {
  readonly id: string;
  /** Relative to the root where inside, `/`-separated. */
  readonly directory: string;
  /**
   * `outdated`: another version, or a folder of the project's own that changed since it was copied.
   * `unwanted`: installed, but no longer in the lock.
   */
  readonly state: 'modified' | 'missing' | 'not-ours' | 'outdated' | 'unwanted';
  /** For `modified`; null where the original is not in the store. */
  readonly files: readonly FileChange[] | null;
}

/** Every directory that was looked at, and those that differ. */
export interface DirectoryStates {
  readonly checked: number;
  readonly different: readonly DirectoryState[];
}

/**
 * Compares what is installed with the lock, believing fingerprints. Looks at `[skills]`, the groups
 * that are named, and whatever else Paks put there. Reads the disk only.
 */
export async function directoryStates(
  services: Services,
  project: Project,
  input: { readonly locked: readonly LockedSkill[]; readonly groups: readonly string[] | 'all' },
): Promise<DirectoryStates> {
  const { locked } = input;
  const standard = selectSkills(project.manifest, locked, input.groups);
  const links = await lockedLinks(services, project, { locked, groups: 'all', thorough: false });
  const { rows } = links.ledger;
  const expected = new Map<string, Target & { id: SkillId; integrity: Integrity | null }>();
  const byId = new Map(locked.map((skill) => [skill.id, skill]));
  const folders = await changedFolders(services, project, locked);
  for (const link of links.wanted) {
    if (standard.has(link.id) || rows.has(targetKey(link))) expected.set(targetKey(link), link);
  }
  for (const [key, row] of rows) {
    const { directory, name, installed } = row;
    const skill = byId.get(installed.id);
    const integrity = (skill && installedContent(skill)) ?? installed.integrity;
    if (!expected.has(key)) expected.set(key, { directory, name, id: installed.id, integrity });
  }
  const different: DirectoryState[] = [];
  for (const [key, target] of expected) {
    const fact = links.facts.get(key) ?? { state: 'missing' };
    const isLocked = project.lock.kind === 'absent' || byId.has(target.id);
    const integrity = folders.get(target.id) ?? target.integrity;
    const state = stateOf(fact, integrity, isLocked);
    if (state === null) continue;
    const files = await changedFiles(links, target, fact);
    const directory = displayPath(project.place, targetPath(target));
    different.push({ id: target.id, directory, state, files });
  }
  return { checked: expected.size, different: different.sort(byDirectory) };
}

function stateOf(
  fact: Fact,
  integrity: Integrity | null,
  isLocked: boolean,
): DirectoryState['state'] | null {
  switch (fact.state) {
    case 'missing':
    case 'broken':
      return isLocked ? 'missing' : null;
    case 'modified':
      return 'modified';
    case 'foreign':
      return isLocked ? 'not-ours' : null;
    case 'intact':
    case 'touched':
      if (!isLocked) return 'unwanted';
      return fact.installed.integrity === integrity || fact.installed.kind === 'editable'
        ? null
        : 'outdated';
  }
}

async function changedFiles(
  { context }: LockedLinks,
  target: Target,
  fact: Fact,
): Promise<readonly FileChange[] | null> {
  if (fact.state !== 'modified') return [];
  return fileChanges(context, targetPath(target), fact.installed.integrity);
}

/** What the project's own folders hold now; one that is gone says nothing. */
async function changedFolders(
  services: Services,
  { place }: Project,
  locked: readonly LockedSkill[],
): Promise<ReadonlyMap<SkillId, Integrity>> {
  const folders = new Map<SkillId, Integrity>();
  for (const { id, pin } of locked) {
    if (pin.kind !== 'path') continue;
    const folder = resolve(place.root, pin.path);
    if (services.fileSystem.stat(folder)?.isDirectory() !== true) continue;
    folders.set(id, await folderIntegrity(services, folder));
  }
  return folders;
}

function byDirectory(left: DirectoryState, right: DirectoryState): number {
  return left.directory < right.directory ? -1 : 1;
}
