import type { SkillName } from '../skills/findSkill.ts';

/** The routes of the pages, below the site's base. */
export const PAGE_ROUTES = {
  home: '/',
  search: '/skills',
  account: '/skills/:account',
  skill: '/skills/:account/:name',
  versions: '/skills/:account/:name/versions',
  version: '/skills/:account/:name/:version',
  asset: '/assets/:file',
} as const;

/** The address of an account's page. */
export function accountAddress(base: string, account: string): string {
  return `${base}/skills/${encodeURIComponent(account)}`;
}

/** The address of a skill's page, or of the page of one of its versions. */
export function skillAddress(base: string, skill: SkillName, version?: string): string {
  const address = `${accountAddress(base, skill.account)}/${encodeURIComponent(skill.name)}`;
  return version === undefined ? address : `${address}/${encodeURIComponent(version)}`;
}

/** The address of a skill's list of versions; `page` counts from 1. */
export function versionsAddress(base: string, skill: SkillName, page = 1): string {
  const address = `${skillAddress(base, skill)}/versions`;
  return page === 1 ? address : `${address}?page=${page}`;
}

/** The address of a search; parameters that are empty are left out. */
export function searchAddress(
  base: string,
  parameters: Readonly<Record<string, string | number | undefined>>,
): string {
  const filled = Object.entries(parameters).filter(
    ([, value]) => value !== undefined && value !== '',
  );
  const query = new URLSearchParams(filled.map(([name, value]) => [name, String(value)]));
  return query.size === 0 ? `${base}/skills` : `${base}/skills?${query.toString()}`;
}

/** An address that a stranger wrote, where a page may link to it: `https` without a password. */
export function outsideAddress(text: string | null): string | null {
  if (text === null || !URL.canParse(text)) return null;
  const { protocol, username, password, href } = new URL(text);
  return protocol === 'https:' && username === '' && password === '' ? href : null;
}
