import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { SkillId } from '../model/SkillId.ts';
import { filesOf } from '../model/SkillTree.ts';
import { assertOnDisk } from './assertOnDisk.ts';
import { Clearances } from './Clearances.ts';
import type { InspectFiles } from './fetchLacking.ts';
import type { Services } from './Services.ts';
import type { OpenInspector } from './openInspector.ts';
import type { OpenSources } from './openSources.ts';
import { isStoreDamage } from './storeDamage.ts';

/** What is fetched, and from where. */
export interface FetchInput {
  readonly locators: readonly Locator[];
  readonly sources: OpenSources;
  readonly inspector: OpenInspector;
  /** Read every entry of the store instead of believing that it is whole. */
  readonly distrustStore?: boolean | undefined;
}

/**
 * Brings every skill into the store that it lacks or holds damaged, all kinds of source at once.
 * Returns the content hash of each. Nothing of a skill that is refused is stored; the first failure
 * ends the rest. Offline, `OFFLINE` names all that would have to be asked for, and a damaged entry is
 * `INTEGRITY_MISMATCH`.
 */
export async function fetchSkills(
  services: Services,
  input: FetchInput,
): Promise<ReadonlyMap<SkillId, Integrity>> {
  const store = await services.store();
  const clearances = new Clearances(services.fileSystem, services.config.cacheDirectory);
  const inspect: InspectFiles = async (locator, files, integrity) => {
    const inspectSkill = await input.inspector();
    if (inspectSkill({ locator, files, integrity })) clearances.add(integrity);
  };
  const integrities = new Map<SkillId, Integrity>();
  const lacking: Locator[] = [];
  let damage: unknown;
  for (const locator of input.locators) {
    const { id, integrity } = locator;
    if (integrity === null || !(await store.has(integrity))) {
      lacking.push(locator);
      continue;
    }
    const cleared = clearances.has(integrity);
    try {
      const files = cleared && !input.distrustStore ? null : await filesOf(store.read(integrity));
      if (!cleared && files !== null) await inspect(locator, files, integrity);
      integrities.set(id, integrity);
    } catch (error) {
      if (!isStoreDamage(error)) throw error;
      damage ??= error;
      lacking.push(locator);
    }
  }
  if (lacking.length === 0) return integrities;
  if (services.config.offline) assertOnDisk(lacking, damage);
  const { fetchLacking } = await import('./fetchLacking.ts');
  const sources = await input.sources();
  for (const [id, hash] of await fetchLacking(services, sources, { lacking, inspect })) {
    integrities.set(id, hash);
  }
  return integrities;
}
