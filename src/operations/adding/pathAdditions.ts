import { join, resolve } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { walkTree } from '../../io/walkTree.ts';
import { findSkills } from '../../manifest/findSkills.ts';
import type { FolderWish } from '../../manifest/SourceWish.ts';
import { SKILL_LIMITS } from '../../model/limits.ts';
import { ANY } from '../../model/Range.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { AddInput } from '../AddInput.ts';
import { findSkillFiles, NO_SKILLS_INSIDE } from '../findSkillFiles.ts';
import type { Addition } from './Addition.ts';
import { type AddingContext, entryOptions } from './AddingContext.ts';
import { chooseSkills } from './chooseSkills.ts';
import { folderFromManifest } from './folderFromManifest.ts';
import { assertOneName } from './gitAdditions.ts';
import { skillName } from './inspectRepository.ts';
import { assertFree, proposeId } from './proposeId.ts';

/** The skills of a folder that are meant; paths are written relative to the manifest. */
export async function pathAdditions(
  wish: FolderWish,
  input: AddInput,
  { services, project }: AddingContext,
): Promise<readonly Addition[]> {
  const { fileSystem: fs, workingDirectory, prompter } = services;
  const folder = resolve(workingDirectory, wish.path);
  if (fs.stat(folder)?.isDirectory() !== true) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${wish.path}\` is not a folder`,
      hint: 'check the path; it is relative to the directory you are in',
    });
  }
  const nameOf = async (path: string) => {
    const file = join(folder, path, SKILL_FILE);
    // Whoever walks over a pipe or a link to a device refuses it, and says what it is.
    if (fs.stat(file)?.isFile() === false) walkTree(fs, join(folder, path));
    const bytes = readRegularFile(fs, file, SKILL_LIMITS.skillFileBytes);
    return bytes === null ? undefined : skillName(bytes, file);
  };
  const isSkill = fs.stat(join(folder, SKILL_FILE))?.isFile() === true;
  const files = isSkill ? [SKILL_FILE] : findSkillFiles(fs, folder, NO_SKILLS_INSIDE);
  const choosing = { where: wish.path, found: findSkills(files), nameOf, prompter };
  const chosen = await chooseSkills({ ...input, path: null }, choosing);
  assertOneName(input, chosen.length);
  return Promise.all(
    chosen.map(async (skill) => {
      const naming = { wanted: input.name, path: skill.path, address: folder };
      const id = proposeId({ ...naming, frontmatter: await nameOf(skill.path) });
      const path = folderFromManifest(project.place.root, join(folder, skill.path));
      const entry = {
        id,
        range: ANY,
        source: { kind: 'path', path } as const,
        ...entryOptions(input),
      };
      assertFree(entry, project.manifest.skills);
      return { skill: entry, caret: false };
    }),
  );
}
