import { PaksError } from '../../errors/PaksError.ts';
import { pinManifestSkill, unpinManifestSkill } from '../../manifest/editPin.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import { type ManifestPin, pinnedTo } from '../../model/ManifestPin.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import { saveProject } from '../../project/saveProject.ts';
import { findEntry } from '../findEntry.ts';
import { findPlace } from '../findPlace.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';
import { withProjectLock } from '../withProjectLock.ts';

/** Which skills to pin or unpin, and where. */
export interface EditPinsInput {
  readonly names: readonly string[];
  readonly global: boolean;
  readonly dryRun: boolean;
}

/** One skill that was named; `pin` is the version or commit it stays at, null where it may move. */
export interface PinnedSkill {
  readonly id: string;
  readonly pin: string | null;
  readonly reason: string | null;
  /** False where it was so already. */
  readonly changed: boolean;
}

/** What `paks pin` and `paks unpin` wrote, or with `--dry-run` would write. */
export interface PinResult {
  readonly root: string;
  readonly dryRun: boolean;
  readonly skills: readonly PinnedSkill[];
  readonly manifest: 'written' | 'unchanged';
}

/** The pin that an entry is to have; undefined for none. */
export type DecidePin = (entry: ManifestSkill, project: Project) => ManifestPin | undefined;

/**
 * Gives every entry of the named skills the pin that is decided for it, in the manifest alone. Throws
 * `SKILL_NOT_IN_PROJECT`, and `NOT_PINNABLE` for a skill that the manifest does not have itself.
 */
export async function editPins(
  input: EditPinsInput,
  services: Services,
  decide: DecidePin,
): Promise<PinResult> {
  const place = findPlace(services, input.global);
  return withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const registry = services.config.defaultRegistry;
    let text = project.manifestText;
    const skills = idsOf(input.names, project).map((id): PinnedSkill => {
      const before = text;
      let pin: ManifestPin | undefined;
      for (const entry of entriesOf(id, project)) {
        pin = decide(entry, project);
        text =
          pin === undefined
            ? unpinManifestSkill(text, entry)
            : pinManifestSkill(text, entry, { pin, registry });
      }
      const to = pin === undefined ? null : pinnedTo(pin);
      return { id, pin: to, reason: pin?.reason ?? null, changed: text !== before };
    });
    const isChanged = text !== project.manifestText;
    if (isChanged && !input.dryRun) {
      saveProject(services.fileSystem, place, { manifest: text, lock: null });
    }
    const manifest = isChanged ? 'written' : 'unchanged';
    return { root: place.root, dryRun: input.dryRun, skills, manifest };
  });
}

function idsOf(names: readonly string[], project: Project): readonly SkillId[] {
  const known = [...project.manifest.skills, ...lockedSkills(project)].map(({ id }) => id);
  return [...new Set(names.map((name) => findEntry(name, known, 'in this project')))];
}

/** The lines of a skill: one, or one in each of several groups. */
function entriesOf(id: SkillId, { manifest }: Project): readonly ManifestSkill[] {
  const entries = manifest.skills.filter((entry) => entry.id === id);
  if (entries.length > 0) return entries;
  throw new PaksError('NOT_PINNABLE', {
    message: `\`${id}\` is not in \`paks.toml\`: it is here only because another skill needs it`,
    hint: `pin it after \`paks add ${id}\`, or force a version under \`[overrides]\``,
  });
}
