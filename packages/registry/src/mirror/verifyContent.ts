import { hash } from 'node:crypto';
import { readArchive } from '../../../../src/io/archive.ts';
import {
  hashFile,
  inHashOrder,
  integrityOf,
  sha256Of,
  type HashedFile,
} from '../../../../src/io/contentHash.ts';
import { SkillMeter } from '../../../../src/io/SkillMeter.ts';
import { SKILL_LIMITS } from '../../../../src/model/limits.ts';
import { checkSkillPaths, PathPolicy, SKILL_FILE } from '../../../../src/model/skillPath.ts';
import type {
  WireVersionDetail,
  WireVersionFile,
} from '../../../../src/protocol/versionSchemas.ts';

/** What is kept of a version's content beside its archive. */
export interface VerifiedContent {
  readonly files: readonly WireVersionFile[];
  readonly readme: string;
}

/** What the content of a version has to be. */
export interface ExpectedContent {
  /** The content hash that the list of versions gives. */
  readonly integrity: string;
  /** The sha512 of the archive. */
  readonly archiveIntegrity: string;
}

/**
 * Holds a version's files and `SKILL.md` against its content hash: the hashes of the files make up the
 * integrity, and the text is that of its file. Throws a plain error for anything else.
 */
export function verifyDetail(detail: WireVersionDetail, integrity: string): VerifiedContent {
  const { files, readme } = detail;
  checkSkillPaths(files.map(({ path }) => path));
  const hashed = files.map(
    (file): HashedFile => ({ ...file, mode: file.mode === '755' ? 0o755 : 0o644 }),
  );
  if (integrityOf(hashed) !== integrity) throw new Error('its list of files has another hash');
  const text = Buffer.from(readme);
  const listed = files.find(({ path }) => path === SKILL_FILE);
  if (listed?.sha256 !== sha256Of(text) || text.length > SKILL_LIMITS.skillFileBytes) {
    throw new Error(`its text of \`${SKILL_FILE}\` has another hash`);
  }
  return { files, readme };
}

/**
 * Unpacks an archive within the limits of a skill and holds it against both of its hashes. Throws for
 * one wrong byte, an unsafe path or a limit; then nothing of it may be kept.
 */
export async function verifyArchive(
  bytes: Uint8Array,
  expected: ExpectedContent,
): Promise<VerifiedContent> {
  if (`sha512-${hash('sha512', bytes, 'base64')}` !== expected.archiveIntegrity) {
    throw new Error('its archive has another hash than its list of versions says');
  }
  const policy = new PathPolicy();
  const meter = new SkillMeter();
  const hashed: HashedFile[] = [];
  let readme: string | null = null;
  for await (const file of readArchive(once(bytes))) {
    policy.admitFile(file.path);
    meter.add(file.path, file.bytes.length);
    hashed.push(hashFile(file));
    if (file.path === SKILL_FILE) readme = new TextDecoder().decode(file.bytes);
  }
  if (integrityOf(hashed) !== expected.integrity || readme === null) {
    throw new Error('its archive has other content than its list of versions says');
  }
  return { files: inHashOrder(hashed).map(wireFile), readme };
}

function wireFile({ path, size, mode, sha256 }: HashedFile): WireVersionFile {
  return { path, size, mode: mode === 0o755 ? '755' : '644', sha256 };
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
