import { PaksError } from '../../errors/PaksError.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { PatchFile } from './readPatches.ts';

/** Why a lock does not answer `[patches]`, a clause each. */
export function patchReasons(
  patches: ReadonlyMap<SkillId, PatchFile>,
  locked: readonly LockedSkill[],
): readonly string[] {
  return locked.flatMap(({ id, patch }) => {
    const file = patches.get(id);
    if (file?.integrity === patch?.file) return [];
    if (file === undefined)
      return [`\`${id}\` is locked with a patch that \`paks.toml\` does not name`];
    if (patch === undefined) return [`the patch \`${file.path}\` of \`${id}\` is not locked`];
    return [`the patch \`${file.path}\` of \`${id}\` is not the one that is locked`];
  });
}

/** Throws `LOCKFILE_OUTDATED` where patches and lock disagree. */
export function assertPatchesLocked(
  patches: ReadonlyMap<SkillId, PatchFile>,
  locked: readonly LockedSkill[],
): void {
  const reasons = patchReasons(patches, locked);
  if (reasons.length === 0) return;
  throw new PaksError('LOCKFILE_OUTDATED', {
    message: ['`paks.lock` does not answer `paks.toml`:', ...reasons.map((line) => `  - ${line}`)],
    hint: 'run `paks install` and commit `paks.lock`',
    data: { reasons },
  });
}
