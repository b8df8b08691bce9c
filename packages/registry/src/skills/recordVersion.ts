import type { Transaction } from 'kysely';
import type { Account } from '../accounts/Account.ts';
import { writeArchive } from '../archives/archivePieces.ts';
import { writeAudit } from '../audit/writeAudit.ts';
import type { Tables } from '../database/tables.ts';
import type { WireVersionFile } from '../../../../src/protocol/versionSchemas.ts';
import { Refusal } from '../http/Refusal.ts';
import type { Registry } from '../Registry.ts';
import { refreshSkill, type TouchedSkill } from './refreshSkill.ts';
import { skillFacts } from './skillFacts.ts';

/** A version that was read and found good, before anything of it is kept. */
export interface ReadyVersion {
  readonly name: string;
  readonly version: string;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly repository: string;
  readonly tag: string;
  readonly commit: string;
  readonly skillPath: string;
  readonly integrity: string;
  readonly archive: { readonly bytes: Uint8Array; readonly integrity: string };
  readonly files: readonly WireVersionFile[];
  readonly license: string | null;
  readonly changelog: string | null;
  readonly readme: string;
}

/** On whose behalf a version is recorded. `visibility` counts for a skill's first version only. */
export interface Recording {
  readonly account: Account;
  readonly actor: string;
  readonly visibility: 'public' | 'private' | null;
}

/**
 * Records a version under an account, whole or not at all. Returns false where that very content is
 * there already. Throws `VERSION_EXISTS` where the version has other content.
 */
export async function recordVersion(
  registry: Registry,
  version: ReadyVersion,
  recording: Recording,
): Promise<boolean> {
  const now = registry.now();
  const touched = await registry.sql.transaction().execute(async (transaction) => {
    const skill = await claimSkill(transaction, { version, recording, now });
    if (await isThere(transaction, skill, version)) return null;
    await writeArchive(transaction, version.archive.integrity, version.archive.bytes);
    await insertVersion(transaction, { skillId: skill.id, version, now });
    await writeAudit(transaction, {
      at: now,
      actor: recording.actor,
      action: 'version.index',
      subject: `${skill.account}/${skill.name}@${version.version}`,
      details: { repository: version.repository, tag: version.tag, commit: version.commit },
    });
    await refreshSkill(transaction, skill);
    return skill;
  });
  if (touched !== null) registry.changes.announce(touched.id);
  return touched !== null;
}

interface Claim {
  readonly version: ReadyVersion;
  readonly recording: Recording;
  readonly now: Date;
}

/** The skill's row, made where it is new, and locked: two versions of it are recorded one after the other. */
async function claimSkill(
  transaction: Transaction<Tables>,
  { version, recording, now }: Claim,
): Promise<TouchedSkill> {
  await transaction
    .insertInto('skills')
    .values({
      account_id: recording.account.id,
      account: recording.account.name,
      name: version.name,
      visibility: recording.visibility ?? 'public',
      latest: version.version,
      license: version.license,
      repository: version.repository,
      ...skillFacts(version.readme),
      versions_count: 0,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) => conflict.columns(['account', 'name']).doNothing())
    .execute();
  return await transaction
    .selectFrom('skills')
    .select(['id', 'account', 'name'])
    .where('account', '=', recording.account.name)
    .where('name', '=', version.name)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

async function isThere(
  transaction: Transaction<Tables>,
  skill: TouchedSkill,
  version: ReadyVersion,
): Promise<boolean> {
  const existing = await transaction
    .selectFrom('versions')
    .select('integrity')
    .where('skill_id', '=', skill.id)
    .where('version', '=', version.version)
    .executeTakeFirst();
  if (existing === undefined) return false;
  if (existing.integrity === version.integrity) return true;
  const name = `${skill.account}/${skill.name}@${version.version}`;
  throw new Refusal('VERSION_EXISTS', `\`${name}\` exists with other content`, {
    details: { indexed: existing.integrity, offered: version.integrity },
  });
}

interface Insertion {
  readonly skillId: number;
  readonly version: ReadyVersion;
  readonly now: Date;
}

async function insertVersion(
  transaction: Transaction<Tables>,
  { skillId, version, now }: Insertion,
): Promise<void> {
  await transaction
    .insertInto('versions')
    .values({
      skill_id: skillId,
      version: version.version,
      published_at: now,
      dependencies: JSON.stringify(version.dependencies),
      repository: version.repository,
      tag: version.tag,
      commit_id: version.commit,
      skill_path: version.skillPath,
      integrity: version.integrity,
      archive_integrity: version.archive.integrity,
      archive_size: version.archive.bytes.length,
      size: version.files.reduce((total, file) => total + file.size, 0),
      file_count: version.files.length,
      license: version.license,
      changelog: version.changelog,
      files: JSON.stringify(version.files),
      readme: version.readme,
    })
    .execute();
}
