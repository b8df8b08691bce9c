import type { SkillRow } from './findSkill.ts';

/** The columns of a skill that lists show. */
export type ListedSkill = Pick<
  SkillRow,
  | 'account'
  | 'name'
  | 'latest'
  | 'description'
  | 'keywords'
  | 'categories'
  | 'downloads'
  | 'updated_at'
  | 'license'
>;

/** A skill as lists and searches show it. */
export function wireSearchItem(row: ListedSkill) {
  return {
    account: row.account,
    name: row.name,
    version: row.latest,
    description: row.description,
    keywords: row.keywords,
    categories: row.categories,
    downloads: row.downloads,
    updated_at: row.updated_at.toISOString(),
    ...(row.license === null ? {} : { license: row.license }),
  };
}

/** A skill with everything but its versions. */
export function wireSkill(row: SkillRow, downloadsRecent: number) {
  return {
    ...wireSearchItem(row),
    repository: row.repository,
    ...(row.homepage === null ? {} : { homepage: row.homepage }),
    ...(row.author_name === null ? {} : { author: { name: row.author_name, url: row.author_url } }),
    downloads_recent: downloadsRecent,
    created_at: row.created_at.toISOString(),
    latest: row.latest,
    versions_count: row.versions_count,
    visibility: row.visibility,
  };
}
