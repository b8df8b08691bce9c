import { PaksError } from '../../errors/PaksError.ts';
import type { OpenedSkill } from '../../fetchers/Fetcher.ts';
import { ingest, readVerified, type VerifiedFiles } from '../../fetchers/ingest.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';
import { isStoreDamage } from '../storeDamage.ts';

/**
 * The files of a locked skill, whole: from the store, else from where an install would take them, which
 * are then stored (never linked). A folder of the project's own is read where it is. Throws what fetching
 * throws, `INTEGRITY_MISMATCH` for other bytes than the locked ones.
 */
export async function readLocked(
  skill: LockedSkill,
  services: Services,
  { fetchers }: Pick<Sources, 'fetchers'>,
): Promise<VerifiedFiles> {
  const stored = await fromStore(skill, services);
  if (stored !== null) return stored;
  const read: VerifiedFiles[] = [];
  const accept = async (opened: OpenedSkill): Promise<void> => {
    if (skill.pin.kind === 'path') {
      read.push(await readVerified(opened));
      return;
    }
    const inspect = (files: readonly SkillFile[], integrity: VerifiedFiles['integrity']): void => {
      read.push({ files, integrity });
    };
    await ingest(opened, { store: await services.store(), inspect });
  };
  await fetchers[skill.pin.kind].fetch([skill], accept, services.signal);
  const [only] = read;
  if (only !== undefined) return only;
  throw new PaksError('BUG', { message: `no source handed over \`${skill.id}\`` });
}

async function fromStore(skill: LockedSkill, services: Services): Promise<VerifiedFiles | null> {
  const { integrity } = skill;
  if (integrity === null) return null;
  const store = await services.store();
  if (!(await store.has(integrity))) return null;
  try {
    return { files: await filesOf(store.read(integrity)), integrity };
  } catch (error) {
    if (isStoreDamage(error)) return null;
    throw error;
  }
}
