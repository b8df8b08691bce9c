import { PaksError } from '../../errors/PaksError.ts';
import type { LockedSkill, Lockfile } from '../../model/Lockfile.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { InstallWarning } from '../InstallResult.ts';
import type { OpenInspector } from '../openInspector.ts';
import type { Services } from '../Services.ts';
import type { PatchFile } from './readPatches.ts';

/** What is patched, and how the outcome is judged. */
export interface PatchingInput {
  readonly lockfile: Lockfile;
  readonly patches: ReadonlyMap<SkillId, PatchFile>;
  /** Skills whose patched content is about to be used. */
  readonly used: (id: SkillId) => boolean;
  readonly inspector: OpenInspector;
}

/** True where only applying the patch can tell what it makes of the skill. */
export function isPatchUnknown(
  { id, integrity, patch }: LockedSkill,
  patches: ReadonlyMap<SkillId, PatchFile>,
): boolean {
  const file = patches.get(id);
  return file !== undefined && (integrity === null || patch?.file !== file.integrity);
}

/**
 * The lock with what `[patches]` makes of its skills, whose originals the store has. Patched content
 * that is used is made afresh each time: neither lock nor store are taken at their word. Throws what
 * `derivePatched` throws, and `NOT_PATCHABLE` for a folder.
 */
export async function patchSkills(services: Services, input: PatchingInput): Promise<Lockfile> {
  const { lockfile, patches } = input;
  const skills: LockedSkill[] = [];
  for (const skill of lockfile.skills) skills.push(await patchSkill(services, skill, input));
  return patches.size === 0 && skills.every((skill, index) => skill === lockfile.skills[index])
    ? lockfile
    : { skills };
}

async function patchSkill(
  services: Services,
  skill: LockedSkill,
  { patches, used, inspector }: PatchingInput,
): Promise<LockedSkill> {
  const patch = patches.get(skill.id);
  if (patch === undefined) return withoutPatch(skill);
  if (skill.pin.kind === 'path') throw ownFolder(skill);
  if (!used(skill.id) && !isPatchUnknown(skill, patches)) return skill;
  const { derivePatched } = await import('./derivePatched.ts');
  const result = await derivePatched(services, skill, { patch, inspector });
  return { ...skill, patch: { file: patch.integrity, result } };
}

function withoutPatch(skill: LockedSkill): LockedSkill {
  if (skill.patch === undefined) return skill;
  const { patch: _gone, ...original } = skill;
  return original;
}

/** A warning for each patch of a skill that nothing asks for. */
export function unusedPatches(
  patches: ReadonlyMap<SkillId, PatchFile>,
  { skills }: Lockfile,
): readonly InstallWarning[] {
  const locked = new Set(skills.map(({ id }) => id));
  return [...patches]
    .filter(([id]) => !locked.has(id))
    .map(([id, { path }]) => ({
      code: 'patch-unused',
      message: `the patch \`${path}\` is for \`${id}\`, which nothing asks for`,
      hint: `remove \`"${id}"\` from \`[patches]\` in \`paks.toml\``,
    }));
}

function ownFolder({ id }: LockedSkill): PaksError {
  return new PaksError('NOT_PATCHABLE', {
    message: `\`${id}\` is a folder of the project's own and takes no patch`,
    hint: `edit the folder, and remove \`"${id}"\` from \`[patches]\``,
    data: { id },
  });
}
