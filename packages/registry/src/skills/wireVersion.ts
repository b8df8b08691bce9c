import type { Selectable } from 'kysely';
import type { SkillId } from '../../../../src/model/SkillId.ts';
import type { Version } from '../../../../src/model/Range.ts';
import { versionPath } from '../../../../src/protocol/endpoints.ts';
import type { VersionTable } from '../database/tables.ts';

/** The columns of a version that its list shows. */
export const VERSION_COLUMNS = [
  'version',
  'published_at',
  'yanked',
  'dependencies',
  'repository',
  'tag',
  'commit_id',
  'skill_path',
  'integrity',
  'archive_integrity',
  'archive_size',
  'size',
  'file_count',
  'license',
  'changelog',
] as const;

/** A row of {@link VERSION_COLUMNS}. */
export type VersionRow = Pick<Selectable<VersionTable>, (typeof VERSION_COLUMNS)[number]>;

/** A version as the contract shows it; what is unknown is left out. */
export function wireVersion(id: SkillId, row: VersionRow) {
  return {
    version: row.version,
    published_at: row.published_at.toISOString(),
    yanked: row.yanked,
    dependencies: row.dependencies,
    repository: row.repository,
    tag: row.tag,
    commit: row.commit_id,
    skill_path: row.skill_path,
    integrity: row.integrity,
    ...(row.archive_size === 0 ? {} : { archive: archiveOf(id, row) }),
    size: row.size,
    file_count: row.file_count,
    ...(row.license === null ? {} : { license: row.license }),
    ...(row.changelog === null ? {} : { changelog: row.changelog }),
  };
}

function archiveOf(id: SkillId, row: VersionRow) {
  return {
    url: versionPath(id, row.version as Version, 'archive'),
    integrity: row.archive_integrity,
    size: row.archive_size,
  };
}
