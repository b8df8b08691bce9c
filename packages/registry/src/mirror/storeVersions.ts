import type { Kysely, Transaction } from 'kysely';
import type { WireVersion } from '../../../../src/protocol/versionSchemas.ts';
import { writeAudit } from '../audit/writeAudit.ts';
import type { Tables } from '../database/tables.ts';
import type { SkillName } from '../skills/findSkill.ts';
import { refreshSkill, type TouchedSkill } from '../skills/refreshSkill.ts';
import { skillFacts } from '../skills/skillFacts.ts';
import type { MirrorParts } from './MirrorParts.ts';
import { mirroredVersions } from './mirroredSkill.ts';
import type { VerifiedContent } from './verifyContent.ts';

/** A skill as the upstream shows it, checked. */
export interface FoundSkill extends SkillName {
  /** The upstream's URL. */
  readonly from: string;
  readonly etag: string | null;
  readonly visibility: 'public' | 'private';
  readonly versions: readonly WireVersion[];
  /** The version that will be shown as the latest, and its content where it was fetched just now. */
  readonly latest: string;
  readonly content: VerifiedContent | null;
}

/** The actor of what a mirror writes, in the audit log. */
const MIRROR = 'mirror';
const ROWS_AT_ONCE = 500;

/**
 * Takes over what is new in the upstream's list: versions, and whether they are yanked. A version that is
 * here keeps its content whatever the upstream says now. Returns false, having written nothing, where
 * the name belongs to an account of this registry (threat T22).
 */
export async function storeVersions(
  registry: Pick<MirrorParts, 'sql' | 'now' | 'changes'>,
  found: FoundSkill,
): Promise<boolean> {
  const now = registry.now();
  const skill = await registry.sql.transaction().execute(async (transaction) => {
    const accountId = await claimAccount(transaction, found, now);
    if (accountId === null) return null;
    const claimed = await claimSkill(transaction, { found, accountId, now });
    const change = await writeVersions(transaction, claimed, found);
    await markChecked(transaction, claimed.id, { etag: found.etag, now });
    if (change === null) return claimed;
    await writeAudit(transaction, {
      at: now,
      actor: MIRROR,
      action: 'skill.mirror',
      subject: `${found.account}/${found.name}`,
      details: { from: found.from, ...change },
    });
    await refreshSkill(transaction, claimed);
    return claimed;
  });
  if (skill !== null) registry.changes.announce(skill.id);
  return skill !== null;
}

/** Notes that a skill was compared with the upstream just now. */
export async function markChecked(
  sql: Kysely<Tables>,
  skillId: number,
  { etag, now }: { readonly etag: string | null; readonly now: Date },
): Promise<void> {
  await sql
    .insertInto('mirrored_skills')
    .values({ skill_id: skillId, etag, checked_at: now })
    .onConflict((conflict) => conflict.column('skill_id').doUpdateSet({ etag, checked_at: now }))
    .execute();
}

async function claimAccount(
  transaction: Transaction<Tables>,
  { account, from }: FoundSkill,
  now: Date,
): Promise<number | null> {
  await transaction
    .insertInto('accounts')
    .values({ name: account, kind: 'mirror', mirrored_from: from, created_at: now })
    .onConflict((conflict) => conflict.column('name').doNothing())
    .execute();
  const owner = await transaction
    .selectFrom('accounts')
    .select(['id', 'mirrored_from'])
    .where('name', '=', account)
    .executeTakeFirstOrThrow();
  return owner.mirrored_from === from ? owner.id : null;
}

interface Claim {
  readonly found: FoundSkill;
  readonly accountId: number;
  readonly now: Date;
}

/** The skill's row, made where it is new, and locked until the end of the transaction. */
async function claimSkill(
  transaction: Transaction<Tables>,
  { found, accountId, now }: Claim,
): Promise<TouchedSkill> {
  const { account, name, visibility, latest, content } = found;
  if (content !== null) {
    const { license = null, repository = '' } =
      found.versions.find(({ version }) => version === latest) ?? {};
    await transaction
      .insertInto('skills')
      .values({
        account_id: accountId,
        account,
        name,
        visibility,
        latest,
        license,
        repository,
        ...skillFacts(content.readme),
        versions_count: 0,
        created_at: firstRelease(found, now),
        updated_at: now,
      })
      .onConflict((conflict) => conflict.columns(['account', 'name']).doNothing())
      .execute();
  }
  return await transaction
    .selectFrom('skills')
    .select(['id', 'account', 'name'])
    .where('account', '=', account)
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirstOrThrow();
}

function firstRelease({ versions }: FoundSkill, now: Date): Date {
  const times = versions.map(({ published_at }) => Date.parse(published_at));
  return new Date(Math.min(now.getTime(), ...times));
}

/** What changed, for the audit log; null where nothing did. */
async function writeVersions(
  transaction: Transaction<Tables>,
  skill: TouchedSkill,
  found: FoundSkill,
): Promise<Readonly<Record<string, unknown>> | null> {
  const known = new Map(
    (await mirroredVersions(transaction, skill.id)).map((row) => [row.version, row]),
  );
  const added = found.versions.filter(({ version }) => !known.has(version));
  for (let at = 0; at < added.length; at += ROWS_AT_ONCE) {
    await transaction
      .insertInto('versions')
      .values(added.slice(at, at + ROWS_AT_ONCE).map((version) => rowOf(skill.id, version)))
      .execute();
  }
  const moved = found.versions.filter(
    ({ version, yanked }) => (known.get(version)?.yanked ?? yanked) !== yanked,
  );
  for (const { version, yanked } of moved) {
    await versionOf(transaction, skill.id, version).set({ yanked }).execute();
  }
  if (found.content !== null) {
    await versionOf(transaction, skill.id, found.latest)
      .set(contentColumns(found.content))
      .execute();
  }
  const shown = await transaction
    .updateTable('skills')
    .set({ visibility: found.visibility })
    .where('id', '=', skill.id)
    .where('visibility', '<>', found.visibility)
    .returning('id')
    .executeTakeFirst();
  if (added.length === 0 && moved.length === 0 && shown === undefined && found.content === null) {
    return null;
  }
  return {
    added: added.map(({ version }) => version),
    yanked: moved.filter(({ yanked }) => yanked).map(({ version }) => version),
    unyanked: moved.filter(({ yanked }) => !yanked).map(({ version }) => version),
  };
}

/** One version of a skill, to be updated. */
export function versionOf(sql: Kysely<Tables>, skillId: number, version: string) {
  return sql.updateTable('versions').where('skill_id', '=', skillId).where('version', '=', version);
}

/** The columns that hold a version's content. */
export function contentColumns({ files, readme }: VerifiedContent) {
  return { files: JSON.stringify(files), readme };
}

/** A version of which only what resolving needs is known; an archive of size 0 is none. */
function rowOf(skillId: number, version: WireVersion) {
  return {
    skill_id: skillId,
    version: version.version,
    published_at: new Date(version.published_at),
    yanked: version.yanked,
    dependencies: JSON.stringify(version.dependencies),
    repository: version.repository,
    tag: version.tag,
    commit_id: version.commit,
    skill_path: version.skill_path,
    integrity: version.integrity,
    archive_integrity: version.archive?.integrity ?? '',
    archive_size: version.archive?.size ?? 0,
    size: version.size,
    file_count: version.file_count,
    license: version.license ?? null,
    changelog: version.changelog ?? null,
    files: '[]',
    readme: '',
  };
}
