import { PaksError } from '../errors/PaksError.ts';
import type { ManifestSkill } from '../model/Manifest.ts';
import type { ManifestPin } from '../model/ManifestPin.ts';
import type { Project } from '../project/Project.ts';
import { editPins, type EditPinsInput, type PinResult } from './pins/editPins.ts';
import { pinFor } from './pins/pinFor.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';

/** What `paks pin` was asked for. */
export interface PinInput extends EditPinsInput {
  /** Null keeps the reason of a pin that stays the same. */
  readonly reason: string | null;
}

/**
 * Pins skills of the manifest to what is locked; neither the lock nor a directory changes. Throws
 * `NOT_PINNABLE`, `SKILL_NOT_IN_PROJECT`, and what says that there is no lock to pin to.
 */
export async function pin(input: PinInput, services: Services): Promise<PinResult> {
  const { reason } = input;
  if (reason?.trim() === '') {
    throw new PaksError('USAGE', {
      message: '`--reason` is empty',
      hint: 'say why the skill stays, or leave `--reason` out',
    });
  }
  return editPins(input, services, (entry, project) => decide(entry, project, reason));
}

function decide(entry: ManifestSkill, project: Project, reason: string | null): ManifestPin {
  const { id } = entry;
  if (project.manifest.overrides.some((override) => override.id === id)) {
    throw new PaksError('NOT_PINNABLE', {
      message: `\`${id}\` has an override, which decides its version whatever a pin says`,
      hint: 'change the version under `[overrides]` in `paks.toml`',
    });
  }
  const { lockfile } = presentLock(project, 'pin to');
  const locked = lockfile.skills.find((skill) => skill.id === id);
  return pinFor(entry, locked, reason);
}
