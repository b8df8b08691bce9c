import { join } from 'node:path';
import { type TargetDirectory, targetDirectories } from '../../agents/targetDirectories.ts';
import { listIfThere } from '../../io/listIfThere.ts';
import type { LedgerRow } from '../../linker/Ledger.ts';
import { targetPath } from '../../linker/Link.ts';
import { resolveDirectories } from '../../linker/parents.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import { chooseTargets, targetScope } from '../chooseTargets.ts';
import { displayPath } from '../displayPath.ts';
import { knownAgents } from '../knownAgents.ts';
import type { Project, ProjectPlace } from '../../project/Project.ts';
import type { Services } from '../Services.ts';

/** A skill in an agent's directory that Paks did not put there. */
export interface OtherSkill {
  readonly name: string;
  readonly directory: string;
  /** Ids of the agents that read the directory. */
  readonly agents: readonly string[];
}

/** The directories of one agent, or of every known one that has any here. */
export function directoriesOf(
  services: Services,
  { place, manifest }: Project,
  agent: string | null,
): readonly TargetDirectory[] {
  if (agent !== null) return chooseTargets(services, place, { manifest, agents: [agent] }).standard;
  const scope = targetScope(services, place);
  const base = { fs: services.fileSystem, root: place.root, scope: scope.kind };
  return resolveDirectories(base, targetDirectories(knownAgents(services), scope));
}

/** The skills in these directories that no row of the ledger is about, sorted by directory. */
export function otherSkills(
  services: Services,
  place: ProjectPlace,
  found: { readonly directories: readonly TargetDirectory[]; readonly rows: Iterable<LedgerRow> },
): readonly OtherSkill[] {
  const { fileSystem: fs } = services;
  const ours = new Set(Array.from(found.rows, targetPath));
  const skills = found.directories.flatMap(({ directory, layout, agents }) =>
    namesIn(services, directory, layout)
      .map((name) => ({ name, path: join(directory, name), agents }))
      .filter(({ path }) => !ours.has(path) && fs.stat(join(path, SKILL_FILE))?.isFile() === true),
  );
  return skills
    .map(({ name, path, agents }) => ({ name, directory: displayPath(place, path), agents }))
    .sort((left, right) => (left.directory < right.directory ? -1 : 1));
}

/** What may be a skill: the directory's entries, and one level deeper where accounts are directories. */
function namesIn(
  { fileSystem: fs }: Services,
  directory: string,
  layout: TargetDirectory['layout'],
): readonly string[] {
  const entries = listIfThere(fs, directory);
  const names = entries.map(({ name }) => name);
  if (layout === 'flat') return names;
  const accounts = entries.filter((entry) => entry.isDirectory());
  const deeper = accounts.flatMap(({ name: account }) =>
    listIfThere(fs, join(directory, account)).map(({ name }) => `${account}/${name}`),
  );
  return [...names, ...deeper];
}
