import { codeOf } from '../../errors/describeFailure.ts';
import { PaksError } from '../../errors/PaksError.ts';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { BUNDLE_ROOT } from '../../io/tarFormat.ts';
import { readTar } from '../../io/tarReader.ts';
import { BUNDLE_BYTES } from '../../model/limits.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { LOCK_FILE, MANIFEST_FILE } from '../../project/findProject.ts';
import type { Bundle } from './Bundle.ts';

const ARCHIVE = /^skills\/([0-9a-f]{64})\.tgz$/;

/**
 * Reads a bundle (`docs/spec/bundle.md`) and refuses everything in it that no bundle has: other names,
 * links, anything twice (threats T01, T02, T13). Throws `FILE_ACCESS`, `BUNDLE_INVALID`,
 * `UNSAFE_ARCHIVE`, `UNSAFE_PATH` or `LIMIT_EXCEEDED`.
 */
export function readBundle(fs: FileSystem, path: string): Bundle {
  const bytes = readRegularFile(fs, path, BUNDLE_BYTES);
  if (bytes === null) {
    throw new PaksError('FILE_ACCESS', {
      message: `there is no bundle \`${path}\``,
      hint: 'make one with `paks bundle` where there is a network',
      data: { path },
    });
  }
  const texts = new Map<string, string>();
  const archives = new Map<string, Uint8Array>();
  for (const file of entriesOf(bytes)) {
    const hex = ARCHIVE.exec(file.path)?.[1];
    const known: ReadonlyMap<string, unknown> = hex === undefined ? texts : archives;
    if (known.has(hex ?? file.path)) throw invalidBundle(`holds \`${file.path}\` twice`);
    if (hex !== undefined) archives.set(hex, file.bytes);
    else texts.set(file.path, textOf(file));
  }
  const lock = texts.get(LOCK_FILE);
  if (lock === undefined || !texts.has(MANIFEST_FILE)) {
    throw invalidBundle(`holds no \`${LOCK_FILE}\` and \`${MANIFEST_FILE}\``);
  }
  return { lock, archives };
}

/** The failure of a file that is no bundle, or none for this lock. */
export function invalidBundle(reason: string): PaksError {
  return new PaksError('BUNDLE_INVALID', {
    message: `the bundle ${reason}`,
    hint: 'make it again with `paks bundle`, from the very `paks.lock` that is installed here',
  });
}

function entriesOf(bytes: Uint8Array): readonly SkillFile[] {
  try {
    return readTar(bytes, BUNDLE_ROOT);
  } catch (error) {
    throw codeOf(error) === 'NETWORK_TRUNCATED' ? invalidBundle('ends too early') : error;
  }
}

function textOf({ path, bytes }: SkillFile): string {
  if (path !== LOCK_FILE && path !== MANIFEST_FILE) {
    throw invalidBundle(`holds \`${path}\`, which no bundle has`);
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw invalidBundle(`holds a \`${path}\` that is not UTF-8 text`);
  }
}
