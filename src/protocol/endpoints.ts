import type { Version } from '../model/Range.ts';
import { qualifiedName, type SkillId } from '../model/SkillId.ts';
import type { Sort } from './sorts.ts';

/** The path of every endpoint, as OpenAPI writes it, below the registry's URL. */
export const ENDPOINTS = {
  listSkills: '/api/skills',
  searchSkills: '/api/skills/search',
  skill: '/api/skills/{account}/{name}',
  versions: '/api/skills/{account}/{name}/versions',
  version: '/api/skills/{account}/{name}/versions/{version}',
  archive: '/api/skills/{account}/{name}/versions/{version}/archive',
  yank: '/api/skills/{account}/{name}/versions/{version}/yank',
  unyank: '/api/skills/{account}/{name}/versions/{version}/unyank',
  index: '/api/skills/index',
  indexJob: '/api/index/{id}',
  health: '/api/health',
  ready: '/api/ready',
  openapi: '/api/openapi.json',
} as const;

/** The paths below `auth_url`, which is `{url}/api/auth` unless configured. */
export const AUTH_ENDPOINTS = { verify: '/verify', me: '/me', revoke: '/revoke' } as const;

/** Where `auth_url` is when nobody says. */
export const DEFAULT_AUTH_PATH = '/api/auth';

/** What a search asks for; absent fields are not sent. `page` counts from 1 and excludes `offset`. */
export interface SearchQuery {
  readonly q?: string | undefined;
  readonly category?: string | undefined;
  readonly keyword?: string | undefined;
  readonly author?: string | undefined;
  readonly sort?: Sort | undefined;
  readonly limit?: number | undefined;
  readonly offset?: number | undefined;
  readonly page?: number | undefined;
}

/** `/api/skills/search?…` with the parameters in a fixed order, so that caches see one address. */
export function searchPath(query: SearchQuery): string {
  const parameters = new URLSearchParams();
  for (const key of SEARCH_PARAMETERS) {
    const value = query[key];
    if (value !== undefined) parameters.set(key, String(value));
  }
  return parameters.size === 0
    ? ENDPOINTS.searchSkills
    : `${ENDPOINTS.searchSkills}?${parameters.toString()}`;
}

/** `/api/skills/{account}/{name}`. The id must be qualified. */
export function skillPath(id: SkillId): string {
  return fill(ENDPOINTS.skill, id);
}

/** `…/versions`: every version, with what resolving needs. */
export function versionsPath(id: SkillId): string {
  return fill(ENDPOINTS.versions, id);
}

/** `…/versions/{version}`, or what lies below it. */
export function versionPath(
  id: SkillId,
  version: Version,
  endpoint: 'version' | 'archive' | 'yank' | 'unyank' = 'version',
): string {
  return fill(ENDPOINTS[endpoint], id, version);
}

/** An endpoint's address on a registry whose URL may have a path and a trailing slash. */
export function endpointUrl(registryUrl: string, path: string): string {
  return `${registryUrl.replace(/\/+$/, '')}${path}`;
}

const SEARCH_PARAMETERS = [
  'q',
  'category',
  'keyword',
  'author',
  'sort',
  'limit',
  'offset',
  'page',
] as const satisfies readonly (keyof SearchQuery)[];

function fill(path: string, id: SkillId, version = ''): string {
  const qualified = qualifiedName(id);
  return path
    .replace('{account}', encodeURIComponent(qualified?.account ?? ''))
    .replace('{name}', encodeURIComponent(qualified?.name ?? id))
    .replace('{version}', encodeURIComponent(version));
}
