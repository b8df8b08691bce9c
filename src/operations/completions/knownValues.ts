import { settings } from '../../config/settings.ts';
import type { Manifest } from '../../model/Manifest.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import { findPlaceOrGlobal } from '../findPlace.ts';
import { knownAgents } from '../knownAgents.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';

/** What an argument names, where Paks knows what there is. */
export type ValueKind = 'skill' | 'agent' | 'group' | 'registry' | 'setting';

/** One value that fits, with a few words about it. */
export interface KnownValue {
  readonly value: string;
  readonly description: string;
}

/** Every value of a kind that is known on this machine. Asks the disk only; `global` for personal skills. */
export function knownValues(
  kind: ValueKind,
  services: Services,
  global: boolean,
): readonly KnownValue[] {
  switch (kind) {
    case 'skill':
      return skills(projectOf(services, global));
    case 'agent':
      return knownAgents(services).map(({ id, name }) => ({ value: id, description: name }));
    case 'group':
      return groups(projectOf(services, global).manifest);
    case 'registry':
      return [...services.config.registries.values()].map(({ name, url }) => ({
        value: name,
        description: url,
      }));
    case 'setting':
      return Object.values(settings).flatMap(({ key, documentation }) =>
        key === null ? [] : [{ value: key, description: documentation }],
      );
  }
}

function projectOf(services: Services, global: boolean): Project {
  return openProject(services, findPlaceOrGlobal(services, global));
}

function skills(project: Project): readonly KnownValue[] {
  const wanted = project.manifest.skills.map(({ id, range }) => [id, range] as const);
  const locked = lockedSkills(project).map(({ id, version }) => [id, version] as const);
  return [...new Map<string, string>([...wanted, ...locked])].map(([value, description]) => ({
    value,
    description,
  }));
}

function groups({ skills: entries }: Manifest): readonly KnownValue[] {
  const names = new Set(entries.flatMap(({ group }) => (group === null ? [] : [group])));
  return [...names].map((value) => ({ value, description: 'a group of paks.toml' }));
}
