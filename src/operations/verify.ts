import { targetPath, targetKey } from '../linker/Link.ts';
import type { Fact } from '../linker/scanInstalled.ts';
import type { Integrity } from '../model/Integrity.ts';
import { displayPath } from './displayPath.ts';
import { findPlace } from './findPlace.ts';
import { lockedLinks } from './lockedLinks.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { usableLock } from './usableLock.ts';

/** What `paks verify` was asked for. */
export interface VerifyInput {
  readonly global: boolean;
  readonly groups: readonly string[] | 'all';
}

/** One directory that does not hold what the lock says. */
export interface Drift {
  readonly id: string;
  readonly directory: string;
  readonly problem: 'missing' | 'edited' | 'not-ours' | 'other-content';
  readonly files: readonly string[];
}

/** What `paks verify` found; nothing was written. */
export interface VerifyResult {
  readonly root: string;
  readonly checked: number;
  readonly drift: readonly Drift[];
}

/**
 * Reads every installed byte and holds it against the lock. Throws `LOCKFILE_MISSING`,
 * `LOCKFILE_CONFLICT` or `LOCKFILE_OUTDATED` when there is no lock to hold it against.
 */
export async function verify(input: VerifyInput, services: Services): Promise<VerifyResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const locked = usableLock(services, project, 'verify against');
  const { wanted, facts } = await lockedLinks(services, project, {
    locked,
    groups: input.groups,
    thorough: true,
  });
  const drift = wanted.flatMap((link): Drift[] => {
    const fact = facts.get(targetKey(link));
    const problem = fact === undefined ? 'missing' : problemOf(fact, link.integrity);
    if (problem === null) return [];
    const files = fact?.state === 'modified' ? Object.values(fact.changes ?? {}).flat() : [];
    return [{ id: link.id, directory: displayPath(place, targetPath(link)), problem, files }];
  });
  return { root: place.root, checked: wanted.length, drift };
}

function problemOf(fact: Fact, wanted: Integrity | null): Drift['problem'] | null {
  switch (fact.state) {
    case 'missing':
    case 'broken':
      return 'missing';
    case 'modified':
      return 'edited';
    case 'foreign':
      return 'not-ours';
    case 'intact':
    case 'touched':
      return fact.installed.integrity === wanted ? null : 'other-content';
  }
}
