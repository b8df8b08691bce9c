import { dirname, relative, sep } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { writeArchive } from '../io/archive.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { hashFile, inHashOrder, integrityOf } from '../io/contentHash.ts';
import { completeVersion } from '../manifest/completeVersion.ts';
import { parseSkill } from '../manifest/parseSkill.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { SkillMetadata } from '../model/SkillMetadata.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { assertReplaceable } from './assertReplaceable.ts';
import { archivePath } from './pack/archivePath.ts';
import { readRelease } from './pack/readRelease.ts';
import { refuseUnpublishable } from './pack/refuseUnpublishable.ts';
import type { Services } from './Services.ts';
import { skillFolderAt } from './validate/findSkillFolders.ts';
import { judgeContent } from './validate/judgeContent.ts';
import { directoryNameOf } from './validate/validateFolder.ts';

/** What `paks pack` was asked for. */
export interface PackInput {
  readonly path: string;
  /** Where to write; null for `NAME-VERSION.tgz`. */
  readonly output: string | null;
  /** Show everything and write nothing. */
  readonly dryRun: boolean;
}

/** One file of an archive. */
interface PackedFile {
  readonly path: string;
  /** Bytes. */
  readonly size: number;
  readonly mode: '755' | '644';
}

/** An archive as a registry would build it. */
export interface PackResult {
  readonly name: string;
  /** Null where `SKILL.md` says none; a release takes its tag's. */
  readonly version: string | null;
  /** Relative to the working directory, `/`-separated. */
  readonly archive: string;
  readonly dryRun: boolean;
  /** Bytes of the archive, and of all its files. */
  readonly size: number;
  readonly unpackedSize: number;
  /** The content hash, as in a lock. */
  readonly integrity: Integrity;
  readonly files: readonly PackedFile[];
  readonly warnings: readonly string[];
}

/** RFC 1952, 2.3.1. */
const GZIP = new Uint8Array([0x1f, 0x8b]);

/**
 * Writes the archive of a skill, byte for byte what a registry builds: in a git repository of what a
 * commit of everything would hold, elsewhere of the folder. Throws `NOT_A_SKILL`, `TARGET_NOT_OURS`, `VALIDATION_FAILED` for
 * what no release may hold, or what reading the files throws.
 */
export async function pack(input: PackInput, services: Services): Promise<PackResult> {
  const { fileSystem, workingDirectory } = services;
  const root = skillFolderAt(fileSystem, input.path, workingDirectory);
  const { files, emptyDirectories, notes } = await readRelease(root, services);
  const directoryName = directoryNameOf(fileSystem, root);
  const findings = judgeContent({ files, emptyDirectories, directoryName, purpose: 'publish' });
  refuseUnpublishable(input.path, findings);
  const { name = '', version: written } = metadataOf(files);
  const version = written === undefined ? null : completeVersion(written);
  const target = archivePath({ output: input.output, workingDirectory, root, name, version });
  assertReplaceable(services, { path: target, beginning: GZIP, kind: 'archive' });
  const bytes = writeArchive(files);
  refuseMissingFolder(fileSystem, target);
  if (!input.dryRun) atomicWrite(fileSystem, target, bytes);
  return {
    name,
    version,
    archive: relative(workingDirectory, target).split(sep).join('/'),
    dryRun: input.dryRun,
    size: bytes.length,
    ...contentOf(files),
    warnings: [
      ...findings.map(({ path, line, message }) => `${path}:${line}: ${message}`),
      ...notes,
    ],
  };
}

function refuseMissingFolder(fs: FileSystem, target: string): void {
  const folder = dirname(target);
  if (fs.stat(folder)?.isDirectory() === true) return;
  throw new PaksError('USAGE', {
    message: `\`${folder}\`, to write the archive into, is no directory`,
    hint: 'make it, or name another one with `--output`',
  });
}

function metadataOf(files: readonly SkillFile[]): SkillMetadata {
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes ?? new Uint8Array();
  return parseSkill(bytes, { file: SKILL_FILE, registry: '' });
}

function contentOf(
  files: readonly SkillFile[],
): Pick<PackResult, 'unpackedSize' | 'integrity' | 'files'> {
  const hashed = inHashOrder(files.map(hashFile));
  return {
    unpackedSize: hashed.reduce((sum, { size }) => sum + size, 0),
    integrity: integrityOf(hashed),
    files: hashed.map(({ path, size, mode }) => ({
      path,
      size,
      mode: mode === 0o755 ? '755' : '644',
    })),
  };
}
