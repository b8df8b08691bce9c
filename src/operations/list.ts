import { fingerprintOf } from '../linker/fingerprint.ts';
import type { LedgerRow } from '../linker/Ledger.ts';
import { targetPath } from '../linker/Link.ts';
import { readLedger } from '../linker/ownership.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { pinnedTo } from '../model/ManifestPin.ts';
import type { SkillId } from '../model/SkillId.ts';
import { sourceKey } from '../model/Source.ts';
import { lockedSkills, type Project } from '../project/Project.ts';
import { displayPath } from './displayPath.ts';
import { findPlace } from './findPlace.ts';
import { directoriesOf, type OtherSkill, otherSkills } from './list/otherSkills.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/** What `paks list` was asked for. */
export interface ListInput {
  readonly global: boolean;
  /** Only what this agent sees; null for all. */
  readonly agent: string | null;
  /** Also what any known agent has here that Paks did not install. */
  readonly all: boolean;
}

/** One skill of the lock, and where it is. */
export interface ListedSkill {
  readonly id: string;
  /** `local` for a folder of the project's own. */
  readonly version: string;
  readonly source: string;
  /** The manifest's range, `*` where the source pins by itself; null for a dependency of others. */
  readonly requirement: string | null;
  readonly group: string | null;
  /** Skills that need it; empty for one that only the manifest asks for. */
  readonly requiredBy: readonly string[];
  readonly overridden: boolean;
  /** Where the manifest holds it (a version or a commit), and why; null where it may move. */
  readonly pin: { readonly to: string; readonly reason: string | null } | null;
  /** A patch of the project's own is applied to it. */
  readonly patched: boolean;
  readonly directories: readonly ListedDirectory[];
}

/** A directory that holds the skill; `changed` when anything in it was touched since. */
export interface ListedDirectory {
  readonly directory: string;
  readonly state: 'installed' | 'changed' | 'missing';
}

/** The skills of a lock, and with `--agent` or `--all` those that are there besides. */
export interface ListResult {
  readonly root: string;
  readonly skills: readonly ListedSkill[];
  readonly others: readonly OtherSkill[];
}

/** Lists what is locked and where it is installed. Asks the disk only. */
export async function list(input: ListInput, services: Services): Promise<ListResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger } = readLedger(services.fileSystem, { root: place.root, scope });
  const all = [...ledger.rows.values()];
  const looksAround = input.all || input.agent !== null;
  const directories = looksAround ? directoriesOf(services, project, input.agent) : [];
  const seen = new Set(directories.map(({ directory }) => directory));
  const rows = input.agent === null ? all : all.filter((row) => seen.has(row.directory));
  const skills = lockedSkills(project).map((skill) => describe(services, { skill, project, rows }));
  return {
    root: place.root,
    skills: input.agent === null ? skills : skills.filter((each) => each.directories.length > 0),
    others: otherSkills(services, place, { directories, rows: all }),
  };
}

interface Described {
  readonly skill: LockedSkill;
  readonly project: Project;
  readonly rows: readonly LedgerRow[];
}

function describe(services: Services, { skill, project, rows }: Described): ListedSkill {
  const { id, version, pin } = skill;
  const { manifest, place } = project;
  const entry = manifest.skills.find((candidate) => candidate.id === id);
  return {
    id,
    version: pin.kind === 'path' ? 'local' : version,
    source: sourceKey(sourceOf(pin)),
    requirement: entry?.range ?? null,
    group: entry?.group ?? null,
    requiredBy: requirers(project, id),
    overridden: manifest.overrides.some((override) => override.id === id),
    pin:
      entry?.pin === undefined
        ? null
        : { to: pinnedTo(entry.pin), reason: entry.pin.reason ?? null },
    patched: skill.patch !== undefined,
    directories: rows
      .filter(({ installed }) => installed.id === id)
      .map((row) => ({
        directory: displayPath(place, targetPath(row)),
        state: stateOf(services, row),
      })),
  };
}

function requirers(project: Project, id: SkillId): readonly string[] {
  return lockedSkills(project)
    .filter(({ dependencies }) => dependencies.some((dependency) => dependency.id === id))
    .map((skill) => skill.id);
}

function stateOf({ fileSystem }: Services, row: LedgerRow): ListedDirectory['state'] {
  const fingerprint = fingerprintOf(fileSystem, targetPath(row));
  if (fingerprint === null) return 'missing';
  return fingerprint === row.fingerprint ? 'installed' : 'changed';
}
