import { pinnedTo } from '../model/ManifestPin.ts';
import { sourceOf } from '../model/Locator.ts';
import { sourceKey } from '../model/Source.ts';
import { lockedSkills } from '../project/Project.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { type Chain, chainsTo } from './graph/chainsTo.ts';
import { lockGraph } from './graph/LockGraph.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/** What `paks why` was asked for. */
export interface WhyInput {
  readonly name: string;
  readonly global: boolean;
}

/** Why a skill is here. */
export interface WhyResult {
  readonly root: string;
  readonly id: string;
  /** `local` for a folder of the project's own. */
  readonly version: string;
  readonly source: string;
  /** Empty where nothing asks for it any more. */
  readonly chains: readonly Chain[];
  /** What `[overrides]` sets it to, whatever the chains say; null without. */
  readonly override: { readonly range: string; readonly source: string } | null;
  readonly pin: { readonly to: string; readonly reason: string | null } | null;
}

/**
 * Who needs a skill of the lock, from the manifest down. Asks the disk only. Throws
 * `SKILL_NOT_IN_PROJECT` with the nearest name for one that is not locked.
 */
export async function why(input: WhyInput, services: Services): Promise<WhyResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const known = lockedSkills(project).map((skill) => skill.id);
  const id = findEntry(input.name, known, 'installed here');
  const graph = lockGraph(project);
  const skill = graph.skills.get(id);
  if (skill === undefined) throw new RangeError(`${id} is not in its own lock`);
  const { version, pin: at } = skill;
  const override = graph.overrides.get(id);
  const pin = graph.entries.find((entry) => entry.id === id)?.pin;
  return {
    root: place.root,
    id,
    version: at.kind === 'path' ? 'local' : version,
    source: sourceKey(sourceOf(at)),
    chains: chainsTo(id, graph),
    override:
      override === undefined ? null : { range: override.range, source: sourceKey(override.source) },
    pin: pin === undefined ? null : { to: pinnedTo(pin), reason: pin.reason ?? null },
  };
}
