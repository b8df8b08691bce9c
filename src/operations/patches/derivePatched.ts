import { describeFailure } from '../../errors/describeFailure.ts';
import { isPaksError, PaksError } from '../../errors/PaksError.ts';
import { ingest } from '../../fetchers/ingest.ts';
import { hashFile, integrityOf } from '../../io/contentHash.ts';
import type { Integrity } from '../../model/Integrity.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { filesOf, type SkillFile, type SkillTree } from '../../model/SkillTree.ts';
import { applySkillPatch } from '../../patch/applySkillPatch.ts';
import { parseSkillPatch } from '../../patch/parseSkillPatch.ts';
import { skillText } from '../../patch/skillText.ts';
import type { OpenInspector } from '../openInspector.ts';
import type { Services } from '../Services.ts';
import type { PatchFile } from './readPatches.ts';

/**
 * Applies a patch to the stored original and stores what comes of it as content of its own, judged
 * like any other: limits, paths, `SKILL.md`, inspection. Returns its hash. Throws `PATCH_INVALID`,
 * `PATCH_CONFLICT`, `INTEGRITY_MISMATCH` where the lock knows another result, or what refuses a skill.
 */
export async function derivePatched(
  services: Services,
  locked: LockedSkill,
  { patch, inspector }: { readonly patch: PatchFile; readonly inspector: OpenInspector },
): Promise<Integrity> {
  const { integrity } = locked;
  if (integrity === null) throw bug(locked);
  const store = await services.store();
  const files = patched(await filesOf(store.read(integrity)), locked, patch);
  const result = integrityOf(files.map(hashFile));
  assertAsLocked(result, locked, patch);
  const inspect = async (_files: readonly SkillFile[], hash: Integrity): Promise<void> => {
    const inspectSkill = await inspector();
    inspectSkill({ locator: locked, files, integrity: hash });
  };
  const locator = { ...locked, integrity: result };
  return ingest({ locator, tree: asTree(files) }, { store, inspect });
}

function patched(
  original: readonly SkillFile[],
  locked: LockedSkill,
  { path, bytes }: PatchFile,
): readonly SkillFile[] {
  try {
    const text = skillText(bytes);
    if (text === null) throw new PaksError('PATCH_INVALID', { message: 'it is not text' });
    return applySkillPatch(original, parseSkillPatch(text));
  } catch (error) {
    if (!isPaksError(error)) throw error;
    throw named(error, locked, path);
  }
}

function named(error: PaksError, { id, version }: LockedSkill, path: string): PaksError {
  const isConflict = error.code === 'PATCH_CONFLICT';
  return new PaksError(error.code, {
    message: isConflict
      ? `the patch \`${path}\` does not apply to \`${id}@${version}\`: ${error.message}`
      : `the patch \`${path}\` of \`${id}\`: ${describeFailure(error).message}`,
    hint: isConflict
      ? `remove \`"${id}"\` from \`[patches]\`, run the command again, edit the new version and save that with \`paks patch ${id}\``
      : (error.hint ?? `make it again with \`paks patch ${id}\``),
    data: { ...error.data, id, version, patch: path },
    cause: error,
  });
}

function assertAsLocked(result: Integrity, { id, patch }: LockedSkill, file: PatchFile): void {
  if (patch === undefined || patch.file !== file.integrity || patch.result === result) return;
  throw new PaksError('INTEGRITY_MISMATCH', {
    message: `\`${id}\` with its patch has the content \`${result}\`, but \`${patch.result}\` is locked`,
    hint: 'restore `paks.lock` from version control; somebody changed it by hand',
    data: { id, expected: patch.result, actual: result },
  });
}

async function* asTree(files: readonly SkillFile[]): SkillTree {
  yield* files;
}

function bug({ id }: LockedSkill): PaksError {
  return new PaksError('BUG', { message: `\`${id}\` was to be patched before it was fetched` });
}
