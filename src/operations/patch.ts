import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { hashFile } from '../io/contentHash.ts';
import { readLedger } from '../linker/ownership.ts';
import { UndoLog } from '../linker/UndoLog.ts';
import { putManifestPatch } from '../manifest/editManifest.ts';
import { parseManifest } from '../manifest/parseManifest.ts';
import { PATCH_LIMITS } from '../model/limits.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { formatSkillPatch } from '../patch/formatSkillPatch.ts';
import { MANIFEST_FILE } from '../project/findProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import { editedContent } from './edits/editedContent.ts';
import { compareFiles, type FileChange } from './edits/fileChanges.ts';
import { installedGroups } from './edits/installedGroups.ts';
import { originalFiles } from './edits/originalFiles.ts';
import { writeInPlace } from './edits/writeInPlace.ts';
import { findEntry } from './findEntry.ts';
import { findPlace } from './findPlace.ts';
import { installProject } from './installProject.ts';
import type { DirectoryChange, InstallResult } from './InstallResult.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';
import { usableLock } from './usableLock.ts';
import { withProjectLock } from './withProjectLock.ts';

/** What `paks patch` was asked for. */
export interface PatchInput {
  readonly name: string;
  readonly global: boolean;
  /** The edited directory, absolute; null for the installed one that was edited. */
  readonly from: string | null;
  /** Replace other copies of the skill that were edited differently (kept aside). */
  readonly force: boolean;
  /** Take skills whose frontmatter cannot be read. */
  readonly allowInvalid: boolean;
}

/** The patch that was written, and what it did to the directories. */
export interface PatchResult {
  readonly root: string;
  readonly id: string;
  readonly version: string;
  /** Relative to the root. */
  readonly patch: string;
  /** The patch file that `paks.toml` named before; null where that is the same, or there was none. */
  readonly replaced: string | null;
  readonly files: readonly FileChange[];
  readonly directories: readonly DirectoryChange[];
}

/**
 * Saves what was edited in an installed skill as a patch of the project, which every install applies
 * again from then on. All or nothing: what fails leaves patch, manifest, lock and directories as they
 * were. Throws `NOT_PATCHABLE`, `CHOICE_NEEDED` and what an install throws.
 */
export async function patch(input: PatchInput, services: Services): Promise<PatchResult> {
  const place = findPlace(services, input.global);
  return withProjectLock(services, place, { dryRun: false }, async () => {
    const project = openProject(services, place);
    const skill = patchable(services, project, input.name);
    const { files } = await editedContent(services, project, { skill, from: input.from });
    const original = await originalFiles(services, project, skill);
    const text = patchText(skill, original, files);
    const path = `patches/${skill.id}@${skill.version}.patch`;
    const undo = new UndoLog();
    try {
      writeInPlace(
        services.fileSystem,
        { root: place.root, path: join(place.root, path), data: text },
        undo,
      );
      const { directories } = await installPatched(services, project, { ...input, skill, path });
      const before = project.manifest.patches.get(skill.id) ?? path;
      return {
        root: place.root,
        id: skill.id,
        version: skill.version,
        patch: path,
        replaced: before === path ? null : before,
        files: compareFiles(hashed(original), hashed(files)),
        directories,
      };
    } catch (error) {
      undo.run();
      throw error;
    }
  });
}

function patchable(services: Services, project: Project, name: string): LockedSkill {
  const locked = usableLock(services, project, 'patch');
  const id = findEntry(
    name,
    locked.map((skill) => skill.id),
    'in `paks.lock`',
  );
  const skill = locked.find((candidate) => candidate.id === id);
  if (skill !== undefined && skill.pin.kind !== 'path') return skill;
  throw new PaksError('NOT_PATCHABLE', {
    message: `\`${id}\` is a folder of the project's own`,
    hint: 'edit the folder itself; `paks install` copies it to the agents',
    data: { id },
  });
}

function patchText(
  { id }: LockedSkill,
  original: readonly SkillFile[],
  files: readonly SkillFile[],
): string {
  const text = formatSkillPatch(original, files);
  if (text === '') {
    throw new PaksError('NOT_PATCHABLE', {
      message: `nothing was edited in \`${id}\``,
      hint: `edit it where it is installed, then run \`paks patch ${id}\`; to drop a patch, remove \`"${id}"\` from \`[patches]\` and run \`paks install\``,
      data: { id },
    });
  }
  if (Buffer.byteLength(text) <= PATCH_LIMITS.bytes) return text;
  throw new PaksError('NOT_PATCHABLE', {
    message: `the patch of \`${id}\` would have more than ${PATCH_LIMITS.bytes} bytes`,
    hint: `take the skill over as your own with \`paks eject ${id}\``,
    data: { id, limit: PATCH_LIMITS.bytes },
  });
}

async function installPatched(
  services: Services,
  before: Project,
  input: PatchInput & { readonly skill: LockedSkill; readonly path: string },
): Promise<InstallResult> {
  const registry = services.config.defaultRegistry;
  const text = putManifestPatch(before.manifestText, input.skill.id, input.path);
  const manifest = parseManifest(text, { file: MANIFEST_FILE, registry });
  const project = { ...before, manifest };
  return installProject(services, project, {
    global: input.global,
    dryRun: false,
    force: input.force ? 'edited' : false,
    agents: [],
    groups: installedGroups(manifest, ledgerOf(services, before.place)),
    allowInvalid: input.allowInvalid,
    frozen: false,
    unlock: new Set(),
    acceptMovedTag: false,
    thorough: false,
    manifestText: () => text,
    before,
  });
}

function ledgerOf({ fileSystem }: Services, { root, scope }: ProjectPlace) {
  return readLedger(fileSystem, { root, scope: scope === 'project' ? 'project' : 'user' }).ledger;
}

function hashed(files: readonly SkillFile[]) {
  return new Map(files.map((file) => [file.path, hashFile(file)]));
}
