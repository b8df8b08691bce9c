import { resolve } from 'node:path';
import type { TargetDirectory } from '../agents/targetDirectories.ts';
import type { WantedLink } from '../linker/Link.ts';
import type { Integrity } from '../model/Integrity.ts';
import { directoryName, qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { LinkMode } from '../store/Store.ts';
import type { ChosenTargets } from './chooseTargets.ts';
import type { SelectedSkill } from './selectSkills.ts';

/** What {@link wantedLinks} goes by. */
export interface WantedInput {
  /** The directory that relative folders start from. */
  readonly root: string;
  readonly selected: ReadonlyMap<SkillId, SelectedSkill>;
  readonly targets: ChosenTargets;
  /** The store's hash of every skill that is copied. */
  readonly integrities: ReadonlyMap<SkillId, Integrity>;
  readonly mode: LinkMode;
}

/** Every directory that should hold a skill when an install is done. Pure. */
export function wantedLinks(input: WantedInput): readonly WantedLink[] {
  return [...input.selected.values()].flatMap((skill) =>
    targetsOf(skill, input).flatMap((target) => linkTo(skill, target, input)),
  );
}

function targetsOf(skill: SelectedSkill, input: WantedInput): readonly TargetDirectory[] {
  const { targets, root } = input;
  const own = skill.entry?.directory;
  if (own !== undefined) return [{ directory: resolve(root, own), layout: 'flat', agents: [] }];
  if (skill.agents === null) return targets.standard;
  const wanted = [...skill.agents].filter(
    (id) => !targets.narrowed || targets.agents.some((agent) => agent.id === id),
  );
  const distinct = new Map<string, TargetDirectory>();
  for (const target of wanted.flatMap((id) => targets.byAgent.get(id) ?? [])) {
    distinct.set(target.directory, target);
  }
  return [...distinct.values()];
}

function linkTo(
  { locked, entry }: SelectedSkill,
  target: TargetDirectory,
  input: WantedInput,
): readonly WantedLink[] {
  const { id, version, pin } = locked;
  const place = { directory: target.directory, name: nameIn(target, id, entry?.as), id, version };
  if (entry?.editable === true && pin.kind === 'path') {
    const source = resolve(input.root, pin.path);
    return [{ ...place, mode: 'editable', integrity: null, source }];
  }
  const integrity = input.integrities.get(id);
  return integrity === undefined ? [] : [{ ...place, mode: input.mode, integrity }];
}

function nameIn(target: TargetDirectory, id: SkillId, as: string | undefined): string {
  const name = as ?? directoryName(id);
  const account = qualifiedName(id)?.account;
  return target.layout === 'account' && account !== undefined ? `${account}/${name}` : name;
}
