import compareVersions from 'semver/functions/compare.js';
import prerelease from 'semver/functions/prerelease.js';
import { VersionRanges } from '../../lockfile/VersionRanges.ts';
import { readLedger } from '../../linker/ownership.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { pinnedTo } from '../../model/ManifestPin.ts';
import type { Range, Version } from '../../model/Range.ts';
import type { SkillId } from '../../model/SkillId.ts';
import { lockedSkills, type Project } from '../../project/Project.ts';
import type { Services } from '../Services.ts';
import type { InstalledStatus } from './InfoResult.ts';

/** What a source offers of a skill, as far as it was asked. */
export interface Offered {
  readonly latest: Version | null;
  readonly versions: readonly { readonly version: Version; readonly yanked: boolean }[];
}

/** Nobody was asked. */
export const NOT_ASKED: Offered = { latest: null, versions: [] };

/** How the first of these projects that has a skill has it; null where none does. Asks the disk only. */
export function installedStatus(
  id: SkillId,
  projects: readonly Project[],
  { services, offered }: { readonly services: Services; readonly offered: Offered },
): InstalledStatus | null {
  for (const project of projects) {
    const locked = lockedSkills(project).find((skill) => skill.id === id);
    if (locked !== undefined) return statusIn(project, locked, { services, offered });
  }
  return null;
}

function statusIn(
  project: Project,
  locked: LockedSkill,
  { services, offered }: { readonly services: Services; readonly offered: Offered },
): InstalledStatus {
  const { place, manifest } = project;
  const { id, version } = locked;
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger } = readLedger(services.fileSystem, { root: place.root, scope });
  const pin = manifest.skills.find((entry) => entry.id === id)?.pin;
  const requirements = requirementsOn(id, project);
  return {
    scope: place.scope,
    version: locked.pin.kind === 'path' ? 'local' : version,
    linked: [...ledger.rows.values()].some(({ installed }) => installed.id === id),
    latest: offered.latest,
    newer: offered.latest !== null && compareVersions(offered.latest, version) > 0,
    update: newestAllowed(version, requirements, offered),
    requirements,
    pin: pin === undefined ? null : { to: pinnedTo(pin), reason: pin.reason ?? null },
  };
}

interface Requirement {
  readonly by: SkillId | null;
  readonly range: Range;
}

/** An override stands for everything that anybody asks. */
function requirementsOn(id: SkillId, project: Project): readonly Requirement[] {
  const { manifest } = project;
  const override = manifest.overrides.find((each) => each.id === id);
  if (override !== undefined) return [{ by: null, range: override.range }];
  const own = manifest.skills.filter((entry) => entry.id === id);
  const others = lockedSkills(project).flatMap((skill) =>
    skill.dependencies
      .filter((dependency) => dependency.id === id)
      .map(({ range }) => ({ by: skill.id, range })),
  );
  return [...own.map(({ range }) => ({ by: null, range })), ...others];
}

function newestAllowed(
  installed: Version,
  requirements: readonly Requirement[],
  { versions }: Offered,
): Version | null {
  const ranges = new VersionRanges();
  const better = versions
    .filter(({ version, yanked }) => {
      if (yanked || compareVersions(version, installed) <= 0) return false;
      if (prerelease(version) !== null && requirements.some(({ range }) => range === '*'))
        return false;
      return requirements.every(({ range }) => ranges.accepts(range, version));
    })
    .map(({ version }) => version)
    .sort(compareVersions);
  return better.at(-1) ?? null;
}
