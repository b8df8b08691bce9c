import { resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { hashFile, type HashedFile, integrityOf } from '../io/contentHash.ts';
import { readTree } from '../io/walkTree.ts';
import { targetPath, targetKey } from '../linker/Link.ts';
import { readLedger } from '../linker/ownership.ts';
import { scanInstalled, type Fact } from '../linker/scanInstalled.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { SkillId } from '../model/SkillId.ts';
import { whyNotSatisfied } from '../lockfile/whyNotSatisfied.ts';
import { describeUnsatisfied } from '../lockfile/Unsatisfied.ts';
import type { Project } from '../project/Project.ts';
import { chooseTargets } from './chooseTargets.ts';
import { displayPath } from './displayPath.ts';
import { linkContext } from './linkSkills.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import { presentLock } from './presentLock.ts';
import { selectSkills } from './selectSkills.ts';
import type { Services } from './Services.ts';
import { wantedLinks } from './wantedLinks.ts';

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
  const { manifest } = project;
  const locked = usableLock(project);
  const context = await linkContext(services, place);
  const selected = selectSkills(manifest, locked, input.groups);
  const targets = chooseTargets(services, place, { manifest, agents: [] });
  const { ledger } = readLedger(context.fs, context);
  const integrities = new Map<SkillId, Integrity>();
  for (const { id, integrity } of locked) if (integrity !== null) integrities.set(id, integrity);
  for (const { installed } of ledger.rows.values()) {
    // A folder's content is not locked: what was copied last is what it is held against.
    const { id, integrity } = installed;
    if (integrity !== null && !integrities.has(id)) integrities.set(id, integrity);
  }
  for (const { locked: skill, entry } of selected.values()) {
    const { id, pin } = skill;
    if (pin.kind !== 'path' || entry?.editable === true || integrities.has(id)) continue;
    integrities.set(id, await folderIntegrity(services, resolve(place.root, pin.path)));
  }
  const mode = manifest.install.link;
  const wanted = wantedLinks({ root: place.root, selected, targets, integrities, mode });
  const facts = await scanInstalled(context, { wanted, ledger, thorough: true });
  const drift = wanted.flatMap((link): Drift[] => {
    const fact = facts.get(targetKey(link));
    const problem = fact === undefined ? 'missing' : problemOf(fact, link.integrity);
    if (problem === null) return [];
    const files = fact?.state === 'modified' ? Object.values(fact.changes ?? {}).flat() : [];
    return [{ id: link.id, directory: displayPath(place, targetPath(link)), problem, files }];
  });
  return { root: place.root, checked: wanted.length, drift };
}

/** Of a folder that was never copied: what an install would put there. */
async function folderIntegrity({ fileSystem }: Services, folder: string): Promise<Integrity> {
  const files: HashedFile[] = [];
  for await (const file of readTree(fileSystem, folder)) files.push(hashFile(file));
  return integrityOf(files);
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

function usableLock(project: Project) {
  const { lockfile } = presentLock(project, 'verify against');
  const { manifest } = project;
  const reasons = whyNotSatisfied({
    dependencies: manifest.skills,
    overrides: manifest.overrides,
    locked: lockfile,
    pathDependencies: new Map(),
  });
  const [first] = reasons;
  if (first === undefined) return lockfile.skills;
  throw new PaksError('LOCKFILE_OUTDATED', {
    message: `\`paks.lock\` does not answer \`paks.toml\`: ${describeUnsatisfied(first)}`,
    hint: 'run `paks install`',
    data: { reasons: reasons.map(describeUnsatisfied) },
  });
}
