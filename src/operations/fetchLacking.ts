import type { OpenedSkill } from '../fetchers/Fetcher.ts';
import { ingest } from '../fetchers/ingest.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Source } from '../model/Source.ts';
import type { SkillFile, SkillTree } from '../model/SkillTree.ts';
import type { Services } from './Services.ts';
import type { Sources } from './Sources.ts';

/** Looks at the files of a skill before they are stored. Throws to refuse them. */
export type InspectFiles = (
  locator: Locator,
  files: readonly SkillFile[],
  integrity: Integrity,
) => Promise<void>;

/** The skills that the store lacks, and who looks at them. */
export interface Lacking {
  readonly lacking: readonly Locator[];
  readonly inspect: InspectFiles;
}

/** Fetches skills from all kinds of source at once into the store. The first failure ends the rest. */
export async function fetchLacking(
  services: Services,
  { fetchers }: Sources,
  { lacking, inspect }: Lacking,
): Promise<ReadonlyMap<SkillId, Integrity>> {
  const integrities = new Map<SkillId, Integrity>();
  const store = await services.store();
  const { reporter, signal } = services;
  reporter.report({ type: 'fetch.started', total: lacking.length });
  const accept = async (opened: OpenedSkill): Promise<void> => {
    const { locator } = opened;
    const { id } = locator;
    const tree = counted(opened.tree, (bytes) =>
      reporter.report({ type: 'fetch.progress', id, bytes }),
    );
    const options = {
      store,
      inspect: (files: readonly SkillFile[], hash: Integrity) => inspect(locator, files, hash),
    };
    integrities.set(id, await ingest({ locator, tree }, options));
    reporter.report({ type: 'fetch.finished', id, version: locator.version });
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

// The same tree, telling the size of each file as it comes.
async function* counted(tree: SkillTree, report: (bytes: number) => void): SkillTree {
  for await (const file of tree) {
    report(file.bytes.length);
    yield file;
  }
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
