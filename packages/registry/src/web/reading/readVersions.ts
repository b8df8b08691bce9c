import type { Selectable } from 'kysely';
import compareBuild from 'semver/functions/compare-build.js';
import type { VersionTable } from '../../database/tables.ts';
import { isRefusal } from '../../http/Refusal.ts';
import type { Registry } from '../../Registry.ts';
import type { SkillRow } from '../../skills/findSkill.ts';
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

/**
 * One version with its files and its `SKILL.md`, or undefined. What is mirrored is completed from the
 * upstream first; where that fails, files and text are empty.
 */
export async function findReadableVersion(
  registry: Registry,
  skill: SkillRow,
  version: string,
): Promise<ShownVersion | undefined> {
  const found = await findVersion(registry, skill.id, version);
  if (found?.readme !== '') return found;
  try {
    await registry.mirror.prepare({ ...skill, version, isArchive: false });
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
  }
  return await findVersion(registry, skill.id, version);
}

async function findVersion(
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
