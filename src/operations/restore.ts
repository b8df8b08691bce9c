import { PaksError } from '../errors/PaksError.ts';
import { printable } from '../errors/printable.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { ProjectPlace } from '../project/Project.ts';
import { type DirectoryState, directoryStates } from './edits/directoryStates.ts';
import type { FileChange } from './edits/fileChanges.ts';
import { confirmOrRefuse } from './confirmOrRefuse.ts';
import { displayPath } from './displayPath.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { installProject } from './installProject.ts';
import type { DirectoryChange } from './InstallResult.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { usableLock } from './usableLock.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks restore` was asked for. */
export interface RestoreInput {
  readonly global: boolean;
  readonly names: readonly string[];
  readonly all: boolean;
  readonly dryRun: boolean;
  /** Take skills whose frontmatter cannot be read. */
  readonly allowInvalid: boolean;
}

/** One directory that holds the locked bytes again. */
export interface RestoredDirectory {
  readonly id: string;
  readonly directory: string;
  /** What was undone; null where that cannot be told, empty where nothing was there. */
  readonly files: readonly FileChange[] | null;
  /** Where the edited copy went; relative to the root. */
  readonly backup: string | null;
}

/** What was put back, or with `--dry-run` would be. */
export interface RestoreResult {
  readonly root: string;
  readonly dryRun: boolean;
  readonly restored: readonly RestoredDirectory[];
}

/**
 * Puts the locked bytes of installed skills back; edited copies are kept in `.paks/backup`. Asks before
 * anything is lost. Throws `TARGET_NOT_OURS` for what Paks did not put there, `ANSWER_NEEDED` where
 * nobody can be asked, and what a frozen install throws.
 */
export async function restore(input: RestoreInput, services: Services): Promise<RestoreResult> {
  const place = findPlace(services, input.global);
  const preview = await whatToRestore(services, place, input);
  if (!input.dryRun) await confirmLoss(services, preview.edited);
  return withProjectLock(services, place, input, async () => {
    const project = openProject(services, place);
    const { directories } = await installProject(services, project, {
      ...input,
      only: preview.ids,
      force: 'edited',
      frozen: true,
      thorough: true,
      agents: [],
      groups: 'all',
      unlock: new Set(),
      acceptMovedTag: false,
      manifestText: null,
    });
    const restored = directories.map((change) => describe(change, place, preview.edited));
    return { root: place.root, dryRun: input.dryRun, restored };
  });
}

interface Preview {
  readonly ids: ReadonlySet<SkillId>;
  readonly edited: readonly DirectoryState[];
}

async function whatToRestore(
  services: Services,
  place: ProjectPlace,
  input: RestoreInput,
): Promise<Preview> {
  const project = openProject(services, place);
  const locked = usableLock(services, project, 'restore from');
  const groups: readonly string[] = [];
  const { different } = await directoryStates(services, project, { locked, groups });
  const ids = chosenIds(input, locked, different);
  const edited = different.filter(
    ({ id, state }) => state === 'modified' && ids.has(id as SkillId),
  );
  return { ids, edited };
}

/** With `--all` every locked skill that differs somewhere. */
function chosenIds(
  { names, all }: RestoreInput,
  locked: readonly LockedSkill[],
  different: readonly DirectoryState[],
): ReadonlySet<SkillId> {
  if (all === names.length > 0) {
    throw new PaksError('USAGE', {
      message: all ? '`--all` and names cannot both be had' : 'nothing says which skill to restore',
      hint: all ? 'leave one of them out' : waysToChoose(different),
    });
  }
  const known = locked.map(({ id }) => id);
  if (!all) return new Set(names.map((name) => findEntry(name, known, 'in `paks.lock`')));
  const touched = new Set(different.map(({ id }) => id));
  return new Set(known.filter((id) => touched.has(id)));
}

function waysToChoose(different: readonly DirectoryState[]): string {
  const ids = [...new Set(different.map(({ id }) => id))];
  return ids.length === 0
    ? 'nothing is to restore: every skill is as locked'
    : `name it, as in \`paks restore ${ids[0]}\`, or pass \`--all\`; \`paks status\` shows what was changed`;
}

const MOST_SHOWN = 20;

async function confirmLoss(services: Services, edited: readonly DirectoryState[]): Promise<void> {
  if (edited.length === 0) return;
  const lines = edited.flatMap(({ directory, files }) => [
    `  ${directory}`,
    ...(files ?? []).map(({ path, change }) => `    ${change} ${path}`),
  ]);
  const more = lines.length > MOST_SHOWN ? [`  and ${lines.length - MOST_SHOWN} more`] : [];
  const shown = [...lines.slice(0, MOST_SHOWN), ...more].map(printable).join('\n');
  const directories = edited.map(({ directory }) => directory);
  await confirmOrRefuse(services, {
    question: `These edits are taken back (copies stay in .paks/backup):\n${shown}\nRestore?`,
    refusal: `edits in ${directories.map((directory) => `\`${directory}\``).join(', ')} would be taken back`,
    hint: 'say `--yes` (the edited copies are kept in `.paks/backup`), or look at them with `paks status`',
    data: { directories },
  });
}

function describe(
  { id, directory, backup }: DirectoryChange,
  place: ProjectPlace,
  edited: readonly DirectoryState[],
): RestoredDirectory {
  const before = edited.find((state) => state.directory === directory);
  return {
    id,
    directory,
    files: before === undefined ? [] : before.files,
    backup: backup === undefined ? null : displayPath(place, backup),
  };
}
