import { entriesBelow } from '../../fetchers/gitSkillEntries.ts';
import type { GitObjects } from '../../fetchers/GitObjects.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf } from '../../model/SkillTree.ts';
import type { Store } from '../../store/Store.ts';
import { foreignHash, treeId } from './compareContent.ts';
import type { ImportedEntry } from './ImportedEntry.ts';
import type { ImportedResult } from './ImportResult.ts';

/** Whether a skill as it is locked now has the content that the other tool recorded. */
export async function checkContent(
  { hash }: ImportedEntry,
  locked: LockedSkill,
  { store, objects }: { readonly store: Store; readonly objects: GitObjects },
): Promise<ImportedResult['content']> {
  if (hash === null) return 'unchecked';
  const now = await hashNow();
  if (now === null) return 'unchecked';
  return now === hash.value ? 'same' : 'different';

  async function hashNow(): Promise<string | null> {
    const { pin, integrity } = locked;
    if (hash?.kind === 'tree') {
      if (pin.kind !== 'git') return null;
      return treeId(entriesBelow(await objects.tree(pin.url, pin.commit), pin.path));
    }
    if (hash === null || integrity === null) return null;
    return foreignHash(hash.kind, await filesOf(store.read(integrity)));
  }
}
