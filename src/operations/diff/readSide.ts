import { hashFile, integrityOf } from '../../io/contentHash.ts';
import { readTree } from '../../io/walkTree.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { fingerprintOf } from '../../linker/fingerprint.ts';
import type { LedgerRow } from '../../linker/Ledger.ts';
import { targetPath } from '../../linker/Link.ts';
import { readLedger } from '../../linker/ownership.ts';
import { commitOf, LOCAL_VERSION, type Locator } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import type { Project } from '../../project/Project.ts';
import { readLocked } from '../audit/readLocked.ts';
import { displayPath } from '../displayPath.ts';
import type { OpenSources } from '../openSources.ts';
import type { Services } from '../Services.ts';
import type { DiffSide } from './DiffResult.ts';
import { locateVersion } from './locateVersion.ts';

/** One side with its files. */
export interface ReadSide {
  readonly side: DiffSide;
  readonly files: readonly SkillFile[];
}

/** The skill that is compared with itself. */
export interface Compared {
  readonly locked: LockedSkill;
  readonly project: Project;
  /** Fresh ones, for `latest`. */
  readonly sources: OpenSources;
}

/**
 * Reads one side by its name. Every byte passes the limits of an install, nothing is inspected or
 * linked. Throws `SKILL_NOT_IN_PROJECT` for `installed` where it is not, `SKILL_NOT_FOUND` and
 * `REF_NOT_FOUND` for a version that is not offered.
 */
export async function readSide(
  name: string,
  compared: Compared,
  services: Services,
): Promise<ReadSide> {
  if (name === 'installed') return readInstalled(compared, services);
  const { locked } = compared;
  const sources = await compared.sources();
  const locator: Locator =
    name === 'locked' ? locked : await locateVersion(name, { ...compared, sources }, services);
  const { files, integrity } = await readLocked(
    { ...locator, dependencies: [] },
    services,
    sources,
  );
  const commit = commitOf(locator.pin) ?? null;
  return { side: { name, version: shown(locator), commit, integrity, directory: null }, files };
}

/** The first copy that someone edited, else the first: what is asked about is an edit. */
async function readInstalled(
  { locked, project }: Compared,
  { fileSystem }: Services,
): Promise<ReadSide> {
  const { place } = project;
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger } = readLedger(fileSystem, { root: place.root, scope });
  const rows = [...ledger.rows.values()].filter(
    (row) => row.installed.id === locked.id && fingerprintOf(fileSystem, targetPath(row)) !== null,
  );
  const isEdited = (row: LedgerRow): boolean =>
    fingerprintOf(fileSystem, targetPath(row)) !== row.fingerprint;
  const row = rows.find(isEdited) ?? rows[0];
  if (row === undefined) {
    throw new PaksError('SKILL_NOT_IN_PROJECT', {
      message: `\`${locked.id}\` is locked, but not installed here`,
      hint: 'run `paks install`, or compare with `locked`',
    });
  }
  const directory = targetPath(row);
  const files = await filesOf(readTree(fileSystem, directory));
  const side = {
    name: 'installed',
    version: shown(locked),
    commit: null,
    integrity: integrityOf(files.map(hashFile)),
    directory: displayPath(place, directory),
  };
  return { side, files };
}

function shown({ version }: Locator): string {
  return version === LOCAL_VERSION ? 'local' : version;
}
