import type { LockedSkill } from '../model/Lockfile.ts';
import { compareFiles } from './diff/compareFiles.ts';
import type { DiffResult } from './diff/DiffResult.ts';
import { gainsOf } from './diff/gainsOf.ts';
import { readSide } from './diff/readSide.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import { openSources } from './openSources.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';

/** What `paks diff` was asked for. */
export interface DiffInput {
  readonly name: string;
  /** `installed`, `locked`, `latest`, a version or a git reference; null for the standard. */
  readonly from: string | null;
  readonly to: string | null;
  readonly global: boolean;
}

/**
 * Compares two contents of a skill. Without sides: what is locked with the newest there is (of a folder
 * of the project's own: what is installed with the folder). With one: that one with what is locked, or
 * `locked` with the newest. Changes nothing but caches.
 */
export async function diff(input: DiffInput, services: Services): Promise<DiffResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const { lockfile } = presentLock(project, 'compare with');
  const id = findEntry(
    input.name,
    lockfile.skills.map((skill) => skill.id),
    'in `paks.lock`',
  );
  const [locked] = lockfile.skills.filter((skill) => skill.id === id) as [LockedSkill];
  // What is pinned is compared with what there is beyond the pin.
  const skills = project.manifest.skills.map((entry) => ({ ...entry, pin: undefined }));
  const manifest = { ...project.manifest, skills };
  const sources = openSources(services, { place, manifest, allowInvalid: true, fresh: true });
  const compared = { locked, project, sources };
  const names = sidesOf(input, locked);
  const from = await readSide(names.from, compared, services);
  const to = await readSide(names.to, compared, services);
  return {
    id,
    from: from.side,
    to: to.side,
    same: from.side.integrity === to.side.integrity,
    files: await compareFiles(from.files, to.files),
    gains: gainsOf(from.files, to.files),
  };
}

function sidesOf({ from, to }: DiffInput, { pin }: LockedSkill) {
  const first = from ?? (pin.kind === 'path' ? 'installed' : 'locked');
  return { from: first, to: to ?? (first === 'locked' ? 'latest' : 'locked') };
}
