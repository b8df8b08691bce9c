import { resolve } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { treeIntegrity } from '../io/contentHash.ts';
import { readTree } from '../io/walkTree.ts';
import type { Ledger } from '../linker/Ledger.ts';
import type { WantedLink } from '../linker/Link.ts';
import type { LinkContext } from '../linker/LinkContext.ts';
import { readLedger } from '../linker/ownership.ts';
import { type Facts, scanInstalled } from '../linker/scanInstalled.ts';
import type { Integrity } from '../model/Integrity.ts';
import { installedContent, type LockedSkill } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { Project } from '../project/Project.ts';
import { type ChosenTargets, chooseTargets } from './chooseTargets.ts';
import { linkContext } from './linkSkills.ts';
import { selectSkills } from './selectSkills.ts';
import type { Services } from './Services.ts';
import { wantedLinks } from './wantedLinks.ts';

/** Which directories are looked at, and how closely. */
export interface LockedLinksInput {
  readonly locked: readonly LockedSkill[];
  readonly groups: readonly string[] | 'all';
  /** Read every byte instead of believing fingerprints. */
  readonly thorough: boolean;
}

/** What the lock puts where, and what is there. */
export interface LockedLinks {
  readonly context: LinkContext;
  readonly ledger: Ledger;
  readonly targets: ChosenTargets;
  readonly wanted: readonly WantedLink[];
  /** Of every wanted target and of every row of the ledger. */
  readonly facts: Facts;
}

/** Every directory that the lock says should hold a skill, and what is in it. Reads the disk only. */
export async function lockedLinks(
  services: Services,
  project: Project,
  { locked, groups, thorough }: LockedLinksInput,
): Promise<LockedLinks> {
  const { place, manifest } = project;
  const context = await linkContext(services, place);
  const selected = selectSkills(manifest, locked, groups);
  const targets = chooseTargets(services, place, { manifest, agents: [] });
  const { ledger } = readLedger(context.fs, context);
  const integrities = new Map<SkillId, Integrity>();
  for (const skill of locked) {
    const integrity = installedContent(skill);
    if (integrity !== null) integrities.set(skill.id, integrity);
  }
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
  const facts = await scanInstalled(context, { wanted, ledger, thorough });
  return { context, ledger, targets, wanted, facts };
}

/** What an install would put there of a folder of the project's own. Throws `NOT_A_SKILL`. */
export async function folderIntegrity(
  { fileSystem }: Services,
  folder: string,
): Promise<Integrity> {
  if (fileSystem.stat(folder)?.isDirectory() !== true) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${folder}\` is not a directory`,
      hint: 'correct its `path` in `paks.toml`',
      data: { path: folder },
    });
  }
  return treeIntegrity(readTree(fileSystem, folder));
}
