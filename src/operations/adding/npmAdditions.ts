import { join } from 'node:path';
import { assertSourceAllowed } from '../../fetchers/policyGate.ts';
import { NpmPackages } from '../../fetchers/NpmPackages.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import type { FoundSkill } from '../../manifest/findSkills.ts';
import type { NpmWish } from '../../manifest/SourceWish.ts';
import { SKILL_LIMITS } from '../../model/limits.ts';
import { NPM_SKILLS } from '../../model/packageName.ts';
import { ANY } from '../../model/Range.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { NpmSource } from '../../model/Source.ts';
import type { AddInput } from '../AddInput.ts';
import type { Addition } from './Addition.ts';
import { type AddingContext, entryOptions } from './AddingContext.ts';
import { chooseSkills } from './chooseSkills.ts';
import { assertOneName } from './gitAdditions.ts';
import { skillName } from './inspectRepository.ts';
import { assertFree, proposeId } from './proposeId.ts';

/** The skills of an installed npm package that are meant, each by the name of its directory. */
export async function npmAdditions(
  { package: name, skill }: NpmWish,
  input: AddInput,
  { services, project, allowedSources }: AddingContext,
): Promise<readonly Addition[]> {
  const { fileSystem: fs, prompter } = services;
  const sourceFor = (chosen: string): NpmSource => ({ kind: 'npm', package: name, skill: chosen });
  const source = sourceFor('');
  assertSourceAllowed(`npm:${name}`, source, allowedSources);
  const packages = new NpmPackages(fs, project.place.root);
  const found = packages.skills(name).map(asFound);
  const nameOf = async (path: string) => {
    const file = join(packages.directory(name), path, SKILL_FILE);
    const bytes = readRegularFile(fs, file, SKILL_LIMITS.skillFileBytes);
    return bytes === null ? undefined : skillName(bytes, file);
  };
  const wishes = { ...input, path: null, skills: skill === undefined ? input.skills : [skill] };
  const where = `npm:${name}`;
  const chosen = await chooseSkills(wishes, { where, found, nameOf, prompter });
  assertOneName(input, chosen.length);
  return Promise.all(
    chosen.map(async ({ path, name: directory }) => {
      const naming = { wanted: input.name, path, address: name, frontmatter: await nameOf(path) };
      const entry = {
        id: proposeId(naming),
        range: ANY,
        source: sourceFor(directory),
        ...entryOptions(input),
      };
      assertFree(entry, project.manifest.skills);
      return { skill: entry, caret: false };
    }),
  );
}

function asFound(name: string): FoundSkill {
  return { path: `${NPM_SKILLS}/${name}`, name, rank: 'published' };
}
