import type { Integrity } from '../model/Integrity.ts';
import type { Lockfile } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import { type FetchInput, fetchSkills } from './fetchSkills.ts';
import { patchSkills } from './patches/patchSkills.ts';
import type { PatchFile } from './patches/readPatches.ts';
import type { Services } from './Services.ts';
import { isStoreDamage } from './storeDamage.ts';
import { withIntegrities } from './withIntegrities.ts';

/** What is fetched, and the patches over it. */
export interface FetchPatchedInput extends FetchInput {
  readonly lockfile: Lockfile;
  readonly patches: ReadonlyMap<SkillId, PatchFile>;
}

/** A lock that is complete, and what is installed of it. */
export interface PatchedLock {
  readonly lockfile: Lockfile;
  /** The store's content for each skill that was fetched: the patched one where it has a patch. */
  readonly contents: ReadonlyMap<SkillId, Integrity>;
}

/**
 * Brings skills into the store, verified against the lock, and their patched forms beside them. A
 * stored original that turns out to be damaged is fetched once more.
 */
export async function fetchPatched(
  services: Services,
  input: FetchPatchedInput,
): Promise<PatchedLock> {
  const integrities = await fetchSkills(services, input);
  const { patches, inspector } = input;
  const locked = withIntegrities(input.lockfile, integrities);
  const used = (id: SkillId) => integrities.has(id);
  const patching = { lockfile: locked, patches, inspector, used };
  const lockfile = await patchSkills(services, patching).catch(async (error: unknown) => {
    if (!isStoreDamage(error)) throw error;
    await fetchSkills(services, { ...input, distrustStore: true });
    return patchSkills(services, patching);
  });
  const contents = new Map(integrities);
  for (const { id, patch } of lockfile.skills) {
    if (patch !== undefined && contents.has(id)) contents.set(id, patch.result);
  }
  return { lockfile, contents };
}
