import type { Selectable } from 'kysely';
import compareBuild from 'semver/functions/compare-build.js';
import type { VersionTable } from '../../database/tables.ts';
import type { Registry } from '../../Registry.ts';
import { VERSION_COLUMNS } from '../../skills/wireVersion.ts';

const LISTED_COLUMNS = ['version', 'published_at', 'yanked', 'license', 'size'] as const;

/** A version as lists of versions show it. */
export type ListedVersion = Pick<Selectable<VersionTable>, (typeof LISTED_COLUMNS)[number]>;

/** A version with all that its page shows. */
export type ShownVersion = Pick<
  Selectable<VersionTable>,
  (typeof VERSION_COLUMNS)[number] | 'files' | 'readme'
>;

/** Every version of a skill, the highest first. */
export async function listVersions(
  registry: Registry,
  skillId: number,
): Promise<readonly ListedVersion[]> {
  const rows = await registry.sql
    .selectFrom('versions')
    .select(LISTED_COLUMNS)
    .where('skill_id', '=', skillId)
    .execute();
  return rows.sort((left, right) => compareBuild(right.version, left.version));
}

/** One version with its files and its `SKILL.md`, or undefined. */
export async function findVersion(
  registry: Registry,
  skillId: number,
  version: string,
): Promise<ShownVersion | undefined> {
  return await registry.sql
    .selectFrom('versions')
    .select([...VERSION_COLUMNS, 'files', 'readme'])
    .where('skill_id', '=', skillId)
    .where('version', '=', version)
    .executeTakeFirst();
}
