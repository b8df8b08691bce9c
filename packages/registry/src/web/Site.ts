import type { Settings } from '../Settings.ts';

/** Where the pages live, as a browser sees it. */
export interface Site {
  /** The path below which a proxy serves the registry; '' at the root of its host. */
  readonly base: string;
  /** What clients configure as the registry's URL; null where the operator did not say. */
  readonly registryUrl: string | null;
}

/** Reads it from the operator's settings. */
export function siteOf({ publicUrl }: Pick<Settings, 'publicUrl'>): Site {
  if (publicUrl === undefined) return { base: '', registryUrl: null };
  return { base: new URL(publicUrl).pathname.replace(/\/+$/, ''), registryUrl: publicUrl };
}
