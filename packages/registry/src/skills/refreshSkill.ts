import { hash } from 'node:crypto';
import { sql, type Kysely } from 'kysely';
import compareBuild from 'semver/functions/compare-build.js';
import prerelease from 'semver/functions/prerelease.js';
import { parseSkillId } from '../../../../src/model/SkillId.ts';
import type { Tables } from '../database/tables.ts';
import { rememberWords, searchVector } from '../search/searchText.ts';
import { skillFacts } from './skillFacts.ts';
import { VERSION_COLUMNS, wireVersion, type VersionRow } from './wireVersion.ts';

/** The skill a write touched. */
export interface TouchedSkill {
  readonly id: number;
  readonly account: string;
  readonly name: string;
}

/**
 * Makes everything that is derived from a skill's versions true again, at the end of each transaction
 * that wrote one: the ready list of versions, what lists show of the latest, the search text, and the
 * revision by which all processes notice. The revision's row lock is held until the commit, so
 * revisions appear in the order of commits.
 */
export async function refreshSkill(
  transaction: Kysely<Tables>,
  skill: TouchedSkill,
): Promise<void> {
  const versions = await versionsOf(transaction, skill.id);
  const latest = latestOf(versions);
  if (latest === undefined) return;
  await writeDocument(transaction, skill, versions);
  await writeSummary(transaction, skill, { versions, latest });
  await markChanged(transaction, skill.id);
}

/** The version a skill is shown with: the highest stable one that is not yanked, else the highest. */
export function latestOf<Row extends { readonly version: string; readonly yanked: boolean }>(
  highestFirst: readonly Row[],
): Row | undefined {
  const offered = highestFirst.filter((row) => !row.yanked);
  const candidates = offered.length > 0 ? offered : highestFirst;
  return candidates.find((row) => prerelease(row.version) === null) ?? candidates[0];
}

async function versionsOf(
  transaction: Kysely<Tables>,
  skillId: number,
): Promise<readonly VersionRow[]> {
  const rows = await transaction
    .selectFrom('versions')
    .select(VERSION_COLUMNS)
    .where('skill_id', '=', skillId)
    .execute();
  return rows.sort((left, right) => compareBuild(right.version, left.version));
}

async function writeDocument(
  transaction: Kysely<Tables>,
  skill: TouchedSkill,
  versions: readonly VersionRow[],
): Promise<void> {
  const id = parseSkillId(`${skill.account}/${skill.name}`);
  const body = JSON.stringify({ data: versions.map((row) => wireVersion(id, row)) });
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  await transaction
    .insertInto('versions_documents')
    .values({ skill_id: skill.id, body, etag })
    .onConflict((conflict) => conflict.column('skill_id').doUpdateSet({ body, etag }))
    .execute();
}

interface Summary {
  readonly versions: readonly VersionRow[];
  readonly latest: VersionRow;
}

async function writeSummary(
  transaction: Kysely<Tables>,
  skill: TouchedSkill,
  { versions, latest }: Summary,
): Promise<void> {
  const { readme } = await transaction
    .selectFrom('versions')
    .select('readme')
    .where('skill_id', '=', skill.id)
    .where('version', '=', latest.version)
    .executeTakeFirstOrThrow();
  const facts = skillFacts(readme);
  await transaction
    .updateTable('skills')
    .set({
      ...facts,
      latest: latest.version,
      license: latest.license,
      repository: latest.repository,
      versions_count: versions.length,
      updated_at: new Date(Math.max(...versions.map((row) => row.published_at.getTime()))),
      search: searchVector(skill, facts, readme),
    })
    .where('id', '=', skill.id)
    .execute();
  await rememberWords(transaction, skill, facts);
}

/** Moves the revision on, so that every process drops what it keeps of a skill. */
export async function markChanged(transaction: Kysely<Tables>, skillId: number): Promise<void> {
  const { revision } = await transaction
    .updateTable('registry_state')
    .set({ revision: sql<number>`revision + 1` })
    .returning('revision')
    .executeTakeFirstOrThrow();
  await transaction.insertInto('changes').values({ revision, skill_id: skillId }).execute();
}
