import { codeOf } from '../errors/describeFailure.ts';
import { isPaksError } from '../errors/PaksError.ts';
import type { OpenedSkill } from '../fetchers/Fetcher.ts';
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
  const inspect = (locator: Locator, files: readonly SkillFile[], integrity: Integrity): void => {
    if (input.inspect({ locator, files, integrity })) clearances.add(integrity);
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
      const files = cleared && !input.distrustStore ? null : await readAll(store, integrity);
      if (!cleared && files !== null) inspect(locator, files, integrity);
      integrities.set(id, integrity);
    } catch (error) {
      if (!isStoreDamage(error)) throw error;
      damage ??= error;
      lacking.push(locator);
    }
  }
  try {
    for (const [id, hash] of await fetchLacking(services, input.sources, { lacking, inspect })) {
      integrities.set(id, hash);
    }
  } catch (error) {
    throw damage !== undefined && codeOf(error) === 'OFFLINE' ? damage : error;
  }
  return integrities;
}

interface Lacking {
  readonly lacking: readonly Locator[];
  readonly inspect: (locator: Locator, files: readonly SkillFile[], integrity: Integrity) => void;
}

async function fetchLacking(
  services: Services,
  { fetchers }: Sources,
  { lacking, inspect }: Lacking,
): Promise<ReadonlyMap<SkillId, Integrity>> {
  const integrities = new Map<SkillId, Integrity>();
  if (lacking.length === 0) return integrities;
  const store = await services.store();
  const { reporter, signal } = services;
  reporter.report({ type: 'fetch.started', total: lacking.length });
  const accept = async (opened: OpenedSkill): Promise<void> => {
    const { locator } = opened;
    const options = {
      store,
      inspect: (files: readonly SkillFile[], hash: Integrity) => inspect(locator, files, hash),
    };
    integrities.set(locator.id, await ingest(opened, options));
    reporter.report({ type: 'fetch.finished', id: locator.id, version: locator.version });
  };
  const ending = new AbortController();
  const either = AbortSignal.any([signal, ending.signal]);
  try {
    const kinds = [...byKind(lacking)];
    await Promise.all(
      kinds.map(([kind, locators]) => fetchers[kind].fetch(locators, accept, either)),
    );
  } finally {
    ending.abort();
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
