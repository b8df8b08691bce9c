import { findShadowed, personalSkills, visibleIn } from '../linker/findShadowed.ts';
import { directoryName, type SkillId } from '../model/SkillId.ts';
import type { ProjectPlace } from '../project/Project.ts';
import type { ChosenTargets } from './chooseTargets.ts';
import type { InstallWarning } from './InstallResult.ts';
import type { SelectedSkill } from './selectSkills.ts';
import type { Services } from './Services.ts';

/** Where a project's skills are about to be seen. */
export interface ShadowInput {
  readonly targets: ChosenTargets;
  readonly selected: ReadonlyMap<SkillId, SelectedSkill>;
}

/**
 * A warning for each personal skill of the same name that an agent may take instead of the project's,
 * whoever put it there.
 */
export function shadowWarnings(
  services: Services,
  place: ProjectPlace,
  { targets, selected }: ShadowInput,
): readonly InstallWarning[] {
  if (place.scope !== 'project') return [];
  const { fileSystem, environment } = services;
  const scope = {
    kind: 'user',
    home: environment.home,
    environment: environment.variables,
  } as const;
  const names = [...selected.values()].map(
    ({ locked, entry }) => entry?.as ?? directoryName(locked.id),
  );
  const visible = targets.standard.flatMap((target) => visibleIn(target, names));
  const shadows = findShadowed(visible, personalSkills(fileSystem, targets.agents, scope));
  return shadows.map(({ agent, name, personal }) => ({
    code: 'shadowed',
    message: `\`${agent}\` also sees a personal skill \`${name}\` at \`${personal}\``,
    hint: `remove one of the two, for example with \`paks remove -g ${name}\``,
  }));
}
