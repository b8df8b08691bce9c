import { hasArchive, writeArchive } from '../archives/archivePieces.ts';
import { Refusal } from '../http/Refusal.ts';
import type { SkillName } from '../skills/findSkill.ts';
import type { MirrorParts, OpenUpstream } from './MirrorParts.ts';
import { findMirroredSkill } from './mirroredSkill.ts';
import { contentColumns, versionOf } from './storeVersions.ts';
import { verifyArchive, verifyDetail } from './verifyContent.ts';

/** One version of a mirrored skill. */
export interface WantedVersion extends SkillName {
  readonly version: string;
}

/** Fetches a version's files and `SKILL.md` where they are not here; a version nobody knows is left alone. */
export async function fetchDetail(
  parts: MirrorParts,
  { client }: OpenUpstream,
  wanted: WantedVersion,
): Promise<void> {
  const row = await findRow(parts, wanted);
  if (row === null || row.readme !== '') return;
  const content = verifyDetail(await client.version(wanted, wanted.version), row.integrity);
  await versionOf(parts.sql, row.skillId, wanted.version).set(contentColumns(content)).execute();
}

/**
 * Fetches a version's archive where it is not here, and keeps it once it is proved to be the content
 * that was listed. Throws `NOT_FOUND` where the upstream keeps none: the client then takes git.
 */
export async function fetchArchive(
  parts: MirrorParts,
  { client }: OpenUpstream,
  wanted: WantedVersion,
): Promise<void> {
  const row = await findRow(parts, wanted);
  if (row === null) return;
  if (row.archive_size === 0) throw new Refusal('NOT_FOUND', 'the upstream keeps no archive of it');
  if (await hasArchive(parts.sql, row.archive_integrity)) return;
  const bytes = await client.archive(wanted, wanted.version);
  const { integrity, archive_integrity: archiveIntegrity } = row;
  const content = await verifyArchive(bytes, { integrity, archiveIntegrity });
  await parts.sql.transaction().execute(async (transaction) => {
    await writeArchive(transaction, archiveIntegrity, bytes);
    await versionOf(transaction, row.skillId, wanted.version)
      .set({ ...contentColumns(content), archive_size: bytes.length })
      .execute();
  });
}

async function findRow({ sql }: MirrorParts, wanted: WantedVersion) {
  const skill = await findMirroredSkill(sql, wanted);
  if (skill === undefined) return null;
  const row = await sql
    .selectFrom('versions')
    .select(['integrity', 'archive_integrity', 'archive_size', 'readme'])
    .where('skill_id', '=', skill.id)
    .where('version', '=', wanted.version)
    .executeTakeFirst();
  return row === undefined ? null : { ...row, skillId: skill.id };
}
