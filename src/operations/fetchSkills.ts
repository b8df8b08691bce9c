import { codeOf } from '../errors/describeFailure.ts';
import { isPaksError } from '../errors/PaksError.ts';
import { ingest } from '../fetchers/ingest.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import type { Store } from '../store/Store.ts';
import { Clearances } from './Clearances.ts';
import type { SkillInspector } from './inspectSkill.ts';
import type { Services } from './Services.ts';
import type { Sources } from './Sources.ts';

/** What is fetched, and from where. */
export interface FetchInput {
  readonly locators: readonly Locator[];
  readonly sources: Sources;
  readonly inspect: SkillInspector;
  /** Read every entry of the store instead of believing that it is whole. */
  readonly distrustStore?: boolean | undefined;
}

/**
 * Brings every skill into the store that it lacks or holds damaged, all kinds of source at once.
 * Returns the content hash of each. Nothing of a skill that is refused is stored; the first failure
 * ends the rest. Offline, a damaged entry is `INTEGRITY_MISMATCH`.
 */
export async function fetchSkills(
  services: Services,
  input: FetchInput,
): Promise<ReadonlyMap<SkillId, Integrity>> {
  const store = await services.store();
  const clearances = new Clearances(services.fileSystem, services.config.cacheDirectory);
  const integrities = new Map<SkillId, Integrity>();
  const lacking: Locator[] = [];
  let damage: unknown;
  const inspect = (locator: Locator, files: readonly SkillFile[], integrity: Integrity): void => {
    if (input.inspect({ locator, files, integrity })) clearances.add(integrity);
  };
  for (const locator of input.locators) {
    const { id, integrity } = locator;
    if (integrity === null || !(await store.has(integrity))) {
      lacking.push(locator);
      continue;
    }
    const cleared = clearances.has(integrity);
    try {
      const files = cleared && !input.distrustStore ? null : await readAll(store, integrity);
      if (!cleared && files !== null) inspect(locator, files, integrity);
      integrities.set(id, integrity);
    } catch (error) {
      if (!isStoreDamage(error)) throw error;
      damage ??= error;
      lacking.push(locator);
    }
  }
  if (lacking.length === 0) return integrities;
  const { reporter, signal } = services;
  reporter.report({ type: 'fetch.started', total: lacking.length });
  const fetchKind = async (kind: Source['kind'], locators: readonly Locator[]) =>
    input.sources.fetchers[kind].fetch(
      locators,
      async (opened) => {
        const { locator } = opened;
        const integrity = await ingest(opened, {
          store,
          inspect: (files, hash) => inspect(locator, files, hash),
        });
        integrities.set(locator.id, integrity);
        reporter.report({ type: 'fetch.finished', id: locator.id, version: locator.version });
      },
      signal,
    );
  try {
    await Promise.all([...byKind(lacking)].map(([kind, locators]) => fetchKind(kind, locators)));
  } catch (error) {
    throw damage !== undefined && codeOf(error) === 'OFFLINE' ? damage : error;
  }
  return integrities;
}

/** True for an entry of the store that is not what was stored, which fetching again mends. */
export function isStoreDamage(error: unknown): boolean {
  return (
    isPaksError(error) && error.code === 'INTEGRITY_MISMATCH' && error.data['where'] === 'store'
  );
}

async function readAll(store: Store, integrity: Integrity): Promise<readonly SkillFile[]> {
  const files: SkillFile[] = [];
  for await (const file of store.read(integrity)) files.push(file);
  return files;
}

function byKind(locators: readonly Locator[]): ReadonlyMap<Source['kind'], readonly Locator[]> {
  const groups = new Map<Source['kind'], Locator[]>();
  for (const locator of locators) {
    const group = groups.get(locator.pin.kind);
    if (group === undefined) groups.set(locator.pin.kind, [locator]);
    else group.push(locator);
  }
  return groups;
}
