import { createHash } from 'node:crypto';
import { join } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { refuseEscapingParents } from '../../io/safePath.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { PATCH_LIMITS } from '../../model/limits.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { Project } from '../../project/Project.ts';

/** A patch file of the project as it is on disk. */
export interface PatchFile {
  /** As `paks.toml` has it. */
  readonly path: string;
  readonly bytes: Uint8Array;
  /** Of its bytes. */
  readonly integrity: Integrity;
}

/**
 * The patch files that `[patches]` names, not parsed yet. Throws `PATCH_INVALID` for one that is
 * missing or a link, `UNSAFE_TARGET` for a folder that leads out of the project (threat T02),
 * `LIMIT_EXCEEDED` for one too large.
 */
export function readPatches(
  fs: FileSystem,
  { place, manifest }: Pick<Project, 'place' | 'manifest'>,
): ReadonlyMap<SkillId, PatchFile> {
  return new Map(
    [...manifest.patches].map(([id, path]) => [id, readPatchFile(fs, place.root, { id, path })]),
  );
}

function readPatchFile(
  fs: FileSystem,
  root: string,
  { id, path }: { readonly id: SkillId; readonly path: string },
): PatchFile {
  const place = join(root, ...path.split('/'));
  refuseEscapingParents(fs, root, place);
  const isFile = fs.lstat(place)?.isFile() === true;
  const bytes = isFile ? readRegularFile(fs, place, PATCH_LIMITS.bytes) : null;
  if (bytes === null) {
    throw new PaksError('PATCH_INVALID', {
      message: `the patch \`${path}\` of \`${id}\` is not there, or is no file`,
      hint: `restore it, or remove \`"${id}"\` from \`[patches]\` in \`paks.toml\``,
      data: { id, path },
    });
  }
  return { path, bytes, integrity: hashPatch(bytes) };
}

/** What a lock says of a patch file: the hash of its bytes. */
function hashPatch(bytes: Uint8Array): Integrity {
  return `sha256-${createHash('sha256').update(bytes).digest('base64')}` as Integrity;
}
