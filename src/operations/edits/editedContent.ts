import { resolve } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { hashFile, integrityOf } from '../../io/contentHash.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readTree } from '../../io/walkTree.ts';
import { targetKey, targetPath } from '../../linker/Link.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { installedContent, type LockedSkill } from '../../model/Lockfile.ts';
import { checkSkillPaths } from '../../model/skillPath.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import type { Project } from '../../project/Project.ts';
import { displayPath } from '../displayPath.ts';
import { lockedLinks } from '../lockedLinks.ts';
import type { Services } from '../Services.ts';

/** A skill as it stands in a directory. */
export interface EditedContent {
  /** As a person reads it. */
  readonly directory: string;
  readonly files: readonly SkillFile[];
  readonly integrity: Integrity;
}

/** Which skill, and which of its directories where they differ. */
export interface EditedInput {
  readonly skill: LockedSkill;
  /** A directory, absolute; null for the one that was edited. */
  readonly from: string | null;
}

/**
 * The content of an installed skill with what was edited in it. Where only one of its directories was
 * edited, or all alike, that one; where they differ, `from` has to say. Throws `CHOICE_NEEDED`, or
 * `SKILL_NOT_IN_PROJECT` where it is installed nowhere.
 */
export async function editedContent(
  services: Services,
  project: Project,
  { skill, from }: EditedInput,
): Promise<EditedContent> {
  const { fileSystem: fs } = services;
  if (from !== null) return readSkill(fs, displayPath(project.place, from), from);
  const contents = await installedContents(services, project, skill);
  const [first] = contents;
  if (first === undefined) {
    throw new PaksError('SKILL_NOT_IN_PROJECT', {
      message: `\`${skill.id}\` is not installed in any directory`,
      hint: 'run `paks install`, or name a directory with `--from`',
    });
  }
  const locked = installedContent(skill);
  const edited = contents.filter(({ integrity }) => integrity !== locked);
  const [chosen = first, ...others] = edited;
  const other = others.find(({ integrity }) => integrity !== chosen.integrity);
  if (other === undefined) return chosen;
  throw new PaksError('CHOICE_NEEDED', {
    message: `\`${chosen.directory}\` and \`${other.directory}\` were edited differently`,
    hint: `say which one counts: \`--from ${chosen.directory}\``,
    data: { directories: edited.map(({ directory }) => directory) },
  });
}

async function installedContents(
  services: Services,
  project: Project,
  { id }: LockedSkill,
): Promise<readonly EditedContent[]> {
  const { lock } = project;
  const locked = lock.kind === 'absent' ? [] : lock.lockfile.skills;
  const links = await lockedLinks(services, project, { locked, groups: 'all', thorough: false });
  const contents: EditedContent[] = [];
  for (const link of links.wanted) {
    const state = links.facts.get(targetKey(link))?.state ?? 'missing';
    if (link.id !== id || state === 'missing' || state === 'broken' || state === 'foreign')
      continue;
    const path = targetPath(link);
    contents.push(await readSkill(services.fileSystem, displayPath(project.place, path), path));
  }
  return contents;
}

async function readSkill(fs: FileSystem, shown: string, path: string): Promise<EditedContent> {
  if (fs.stat(path)?.isDirectory() !== true) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${shown}\` is not a directory`,
      hint: 'name the directory that holds the edited skill',
      data: { path: shown },
    });
  }
  const files = await filesOf(readTree(fs, resolve(path)));
  checkSkillPaths(files.map((file) => file.path));
  return { directory: shown, files, integrity: integrityOf(files.map(hashFile)) };
}
