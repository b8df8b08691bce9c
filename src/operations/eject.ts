import { dirname, join, relative, sep } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { isUnder, pathUnder, refuseEscapingParents } from '../io/safePath.ts';
import { readLedger } from '../linker/ownership.ts';
import { sideNames } from '../linker/recoverLinks.ts';
import { missingParents } from '../linker/stageLink.ts';
import { UndoLog } from '../linker/UndoLog.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import { ejectManifestSkill } from '../manifest/ejectManifestSkill.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { normalizeDirectory } from '../model/folderPath.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import { directoryName, type SkillId } from '../model/SkillId.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import type { Project } from '../project/Project.ts';
import { editedContent, type EditedContent } from './edits/editedContent.ts';
import { installedGroups } from './edits/installedGroups.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { installProject } from './installProject.ts';
import type { DirectoryChange, InstallResult } from './InstallResult.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { usableLock } from './usableLock.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks eject` was asked for. */
export interface EjectInput {
  readonly name: string;
  readonly global: boolean;
  /** Where to put it, absolute; null for `skills/NAME`. */
  readonly to: string | null;
  /** The directory to take, absolute; null for the installed one, edited or not. */
  readonly from: string | null;
  readonly force: boolean;
  readonly allowInvalid: boolean;
}

/** A skill that is the project's own from now on. */
export interface EjectResult {
  readonly root: string;
  readonly id: string;
  /** The version it was taken from. */
  readonly version: string;
  /** As `paks.toml` names it: `./skills/NAME`. */
  readonly path: string;
  readonly files: number;
  /** The patch file that is no longer used; null where there was none. */
  readonly patch: string | null;
  readonly directories: readonly DirectoryChange[];
}

/**
 * Copies an installed skill, edits included, into a folder of the project and makes that its source;
 * the agents' directories then come from there. All or nothing. Throws `TARGET_NOT_OURS` where the
 * folder exists, `CHOICE_NEEDED` and what an install throws.
 */
export async function eject(input: EjectInput, services: Services): Promise<EjectResult> {
  const place = findPlace(services, input.global);
  return withProjectLock(services, place, { dryRun: false }, async () => {
    const project = openProject(services, place);
    const skill = ejectable(services, project, input.name);
    const folder = folderFor(services, project, { id: skill.id, to: input.to });
    const content = await editedContent(services, project, { skill, from: input.from });
    const undo = new UndoLog();
    try {
      writeFolder(services, { root: place.root, folder, content }, undo);
      const path = `./${relative(place.root, folder).split(sep).join('/')}`;
      const { directories } = await installEjected(services, project, { ...input, skill, path });
      return {
        root: place.root,
        id: skill.id,
        version: skill.version,
        path,
        files: content.files.length,
        patch: project.manifest.patches.get(skill.id) ?? null,
        directories,
      };
    } catch (error) {
      undo.run();
      throw error;
    }
  });
}

function ejectable(services: Services, project: Project, name: string): LockedSkill {
  const locked = usableLock(services, project, 'eject from');
  const known = locked.map(({ id }) => id);
  const id = findEntry(name, known, 'in `paks.lock`');
  const skill = locked.find((candidate) => candidate.id === id);
  if (skill !== undefined && skill.pin.kind !== 'path') return skill;
  throw new PaksError('USAGE', {
    message: `\`${id}\` is a folder of the project's own already`,
    hint: 'edit it there; `paks install` copies it to the agents',
  });
}

function folderFor(
  { fileSystem: fs }: Services,
  { place, manifest }: Project,
  { id, to }: { readonly id: SkillId; readonly to: string | null },
): string {
  const { root } = place;
  const name = manifest.skills.find((skill) => skill.id === id)?.as ?? directoryName(id);
  const folder = to ?? join(root, 'skills', name);
  const inside = relative(root, folder).split(sep).join('/');
  const isHidden = inside.split('/').some((segment) => segment.startsWith('.'));
  if (!isUnder(root, folder) || normalizeDirectory(inside) === null || isHidden) {
    throw new PaksError('USAGE', {
      message: `\`${folder}\` is no place for a skill of the project's own`,
      hint: `name a folder of the project whose path has no hidden part, for example \`--to skills/${name}\``,
    });
  }
  refuseEscapingParents(fs, root, folder);
  if (fs.lstat(folder) === undefined) return folder;
  throw new PaksError('TARGET_NOT_OURS', {
    message: `\`${inside}\` is already there`,
    hint: 'move it away, or name another folder with `--to`',
    data: { path: inside },
  });
}

interface NewFolder {
  readonly root: string;
  readonly folder: string;
  readonly content: EditedContent;
}

/** The folder appears whole, by a rename. */
function writeFolder(
  { fileSystem: fs }: Services,
  { folder, content }: NewFolder,
  undo: UndoLog,
): void {
  for (const directory of missingParents(fs, folder)) {
    fs.makeDirectory(directory, 0o755);
    undo.add(() => fs.removeEmptyDirectory(directory));
  }
  const { staged } = sideNames(folder);
  undo.add(() => removeReadOnlyTree(fs, staged));
  fs.makeDirectory(staged, 0o755);
  for (const file of content.files) writeFile(fs, staged, file);
  fs.rename(staged, folder);
  undo.add(() => removeReadOnlyTree(fs, folder));
}

function writeFile(
  fs: Services['fileSystem'],
  directory: string,
  { path, mode, bytes }: SkillFile,
): void {
  const place = pathUnder(directory, path);
  fs.makeDirectories(dirname(place), 0o755);
  fs.writeFile(place, bytes, { mode, exclusive: true });
}

async function installEjected(
  services: Services,
  before: Project,
  { skill, path, ...input }: EjectInput & { readonly skill: LockedSkill; readonly path: string },
): Promise<InstallResult> {
  const { place, manifest: old, lock } = before;
  const registry = services.config.defaultRegistry;
  const others = lock.kind === 'absent' ? [] : lock.lockfile.skills;
  const needed = others.some(({ dependencies }) => dependencies.some(({ id }) => id === skill.id));
  const text = ejectManifestSkill(before.manifestText, {
    manifest: old,
    id: skill.id,
    path,
    needed,
    registry,
  });
  const manifest = parseManifest(text, { file: MANIFEST_FILE, registry });
  const scope = place.scope === 'project' ? 'project' : 'user';
  const { ledger } = readLedger(services.fileSystem, { root: place.root, scope });
  return installProject(
    services,
    { ...before, manifest },
    {
      global: input.global,
      dryRun: false,
      force: input.force ? 'edited' : false,
      agents: [],
      groups: installedGroups(manifest, ledger),
      allowInvalid: input.allowInvalid,
      frozen: false,
      unlock: new Set(),
      acceptMovedTag: false,
      thorough: false,
      manifestText: () => text,
      before,
    },
  );
}
