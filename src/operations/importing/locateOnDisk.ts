import { join, resolve } from 'node:path';
import { NpmPackages } from '../../fetchers/NpmPackages.ts';
import type { ImportedSkill } from '../../imports/ImportReading.ts';
import { noEquivalent } from '../../imports/noEquivalent.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { bestSkills, findSkills } from '../../manifest/findSkills.ts';
import { SKILL_LIMITS } from '../../model/limits.ts';
import { NPM_SKILLS } from '../../model/packageName.ts';
import { ANY } from '../../model/Range.ts';
import { isSkillId } from '../../model/SkillId.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { Source } from '../../model/Source.ts';
import { folderFromManifest } from '../adding/folderFromManifest.ts';
import { skillName } from '../adding/inspectRepository.ts';
import { proposeId } from '../adding/proposeId.ts';
import { findSkillFiles, NO_SKILLS_INSIDE } from '../findSkillFiles.ts';
import type { Services } from '../Services.ts';
import type { ImportedEntry } from './ImportedEntry.ts';

/** The skills of a folder; `base` is the directory of the other tool's file, `root` the manifest's. */
export function locateFolder(
  services: Services,
  imported: ImportedSkill,
  { path, base, root }: { readonly path: string; readonly base: string; readonly root: string },
): readonly ImportedEntry[] {
  const { fileSystem: fs } = services;
  const folder = resolve(base, path);
  if (fs.stat(folder)?.isDirectory() !== true) {
    throw noEquivalent(`\`${path}\` is not a folder here`);
  }
  const isSkill = fs.stat(join(folder, SKILL_FILE))?.isFile() === true;
  const files = isSkill ? [SKILL_FILE] : findSkillFiles(fs, folder, NO_SKILLS_INSIDE);
  const found = bestSkills(findSkills(files)).filter(({ name }) => !imported.except.includes(name));
  const named = found.filter(
    ({ name }) => isSkill || imported.name === null || name === imported.name,
  );
  if (named.length === 0) throw noEquivalent(`\`${path}\` holds no such \`SKILL.md\``);
  return named.map((skill) => {
    const place = join(folder, skill.path);
    const source: Source = { kind: 'path', path: folderFromManifest(root, place) };
    const only = named.length === 1 ? imported.name : null;
    return entryOf(services, imported, { source, folder: place, name: only, address: folder });
  });
}

/** The skills of an installed npm package. Throws `PACKAGE_MISSING`. */
export function locatePackage(
  services: Services,
  imported: ImportedSkill,
  { name, root }: { readonly name: string; readonly root: string },
): readonly ImportedEntry[] {
  const packages = new NpmPackages(services.fileSystem, root);
  const skills = packages.skills(name);
  const wanted =
    imported.name === null ? skills : skills.filter((skill) => skill === imported.name);
  if (wanted.length === 0) throw noEquivalent(`the npm package \`${name}\` ships no such skill`);
  return wanted.map((skill) => {
    const folder = join(packages.directory(name), NPM_SKILLS, skill);
    const source: Source = { kind: 'npm', package: name, skill };
    return entryOf(services, imported, { source, folder, name: skill, address: name });
  });
}

interface Place {
  readonly source: Source;
  readonly folder: string;
  readonly name: string | null;
  readonly address: string;
}

function entryOf(
  { fileSystem }: Services,
  { group, hash }: ImportedSkill,
  { source, folder, name, address }: Place,
): ImportedEntry {
  const file = join(folder, SKILL_FILE);
  const bytes = readRegularFile(fileSystem, file, SKILL_LIMITS.skillFileBytes);
  const naming = {
    wanted: name !== null && isSkillId(name) ? name : null,
    frontmatter: bytes === null ? undefined : skillName(bytes, file),
    path: folder,
    address,
  };
  return { skill: { id: proposeId(naming), range: ANY, source, group }, commit: null, hash };
}
