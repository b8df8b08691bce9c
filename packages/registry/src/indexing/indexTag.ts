import { hash } from 'node:crypto';
import { writeArchive } from '../../../../src/io/archive.ts';
import { hashFile, inHashOrder, integrityOf } from '../../../../src/io/contentHash.ts';
import { SKILL_FILE } from '../../../../src/model/skillPath.ts';
import type { SkillFile } from '../../../../src/model/SkillTree.ts';
import { findAccount } from '../accounts/Account.ts';
import type { IndexJobResult } from '../database/tables.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Registry } from '../Registry.ts';
import { recordVersion, type ReadyVersion } from '../skills/recordVersion.ts';
import { changelogOf } from './changelogOf.ts';
import type { IndexJob } from './jobs.ts';
import { judgeSkill } from './judgeSkill.ts';
import { readTaggedSkill, type TaggedPlace, type TaggedSkill } from './readTaggedSkill.ts';
import { unknownDependencies } from './unknownDependencies.ts';

/** Does what an index request asks for, whole or not at all; doing it twice is harmless. */
export async function indexTag(registry: Registry, job: IndexJob): Promise<IndexJobResult> {
  const { request } = job;
  const account = await findAccount(registry.sql, request.account);
  if (account === undefined) throw new Refusal('FORBIDDEN', 'the account is gone');
  const place = { url: request.repository, tag: request.tag, path: request.skillPath };
  const read = readyVersion(await readTaggedSkill(registry.openGit(), place), place);
  const { warnings } = read;
  const changelog = read.version.changelog ?? (await registry.readTagMessage(place.url, place.tag));
  const version = { ...read.version, changelog };
  const recording = { account, actor: job.actor, visibility: request.visibility };
  const created = await recordVersion(registry, version, recording);
  return {
    account: account.name,
    name: version.name,
    version: version.version,
    created,
    warnings,
    unknownDependencies: await unknownDependencies(registry.sql, version.dependencies),
  };
}

/** Judges a skill that was read and computes all that is kept of it. Throws `INVALID_SKILL`. */
export function readyVersion(
  { commit, files }: TaggedSkill,
  place: TaggedPlace,
): { readonly version: ReadyVersion; readonly warnings: readonly string[] } {
  const { warnings, ...judged } = judgeSkill(files, place);
  const version = {
    ...judged,
    repository: place.url,
    tag: place.tag,
    commit,
    skillPath: place.path === '' ? '.' : place.path,
    changelog: changelogOf(files, judged.version),
    readme: textOf(files),
    ...contentOf(files),
  };
  return { version, warnings };
}

function contentOf(
  files: readonly SkillFile[],
): Pick<ReadyVersion, 'integrity' | 'archive' | 'files'> {
  const hashed = files.map(hashFile);
  const bytes = writeArchive(files);
  return {
    integrity: integrityOf(hashed),
    archive: { bytes, integrity: `sha512-${hash('sha512', bytes, 'base64')}` },
    files: inHashOrder(hashed).map(({ path, size, mode, sha256 }) => ({
      path,
      size,
      mode: mode === 0o755 ? '755' : '644',
      sha256,
    })),
  };
}

function textOf(files: readonly SkillFile[]): string {
  const file = files.find(({ path }) => path === SKILL_FILE);
  return new TextDecoder().decode(file?.bytes);
}
