/** What `paks info` tells of one skill. Texts are foreign; times are RFC 3339; sizes are bytes. */
export interface SkillInfo {
  /** Where it was looked up: a registry, the project's own lock, or a folder that was named. */
  readonly kind: 'registry' | 'project' | 'folder';
  readonly id: string;
  readonly version: string | null;
  /** As the lock writes it: `registry+paks`, `git+https://…`, `path+./folder`. */
  readonly source: string;
  readonly description: string | null;
  readonly license: string | null;
  readonly repository: string | null;
  readonly homepage: string | null;
  readonly authors: readonly string[];
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  readonly compatibility: string | null;
  readonly allowedTools: readonly string[];
  readonly dependencies: readonly { readonly id: string; readonly range: string }[];
  readonly tag: string | null;
  readonly commit: string | null;
  readonly size: number | null;
  readonly fileCount: number | null;
  /** Null where finding out would have cost another request. */
  readonly files: readonly { readonly path: string; readonly size: number }[] | null;
  readonly registry: RegistryFacts | null;
  /** Null where it is nowhere installed. */
  readonly status: InstalledStatus | null;
  /** The whole `SKILL.md`, with `--full`. */
  readonly readme: string | null;
}

/** What only a registry knows. */
export interface RegistryFacts {
  readonly name: string;
  /** The account where nobody else is named. */
  readonly publisher: { readonly name: string; readonly url: string | null };
  readonly downloads: number;
  /** Of the last thirty days. */
  readonly recentDownloads: number;
  readonly firstPublished: string;
  readonly lastUpdated: string;
  readonly latest: string;
  readonly visibility: 'public' | 'private';
  /** Of the version shown. */
  readonly publishedAt: string | null;
  readonly yanked: boolean;
  readonly changelog: string | null;
  /** Newest first; null with `--version`, which asks about one only. */
  readonly versions: readonly VersionLine[] | null;
}

/** One version in a list. */
export interface VersionLine {
  readonly version: string;
  readonly publishedAt: string;
  readonly yanked: boolean;
  readonly changelog: string | null;
}

/** How a skill is here, and what could be done about it. */
export interface InstalledStatus {
  readonly scope: 'project' | 'global';
  readonly version: string;
  /** False where the lock has it and no directory does. */
  readonly linked: boolean;
  /** The newest that the source offers, where that was asked. */
  readonly latest: string | null;
  /** Whether `latest` is newer than what is installed. */
  readonly newer: boolean;
  /** The newest that every requirement here allows, if it is newer than what is installed. */
  readonly update: string | null;
  /** Who asks for it, and for what; `by` is null for the manifest. */
  readonly requirements: readonly { readonly by: string | null; readonly range: string }[];
  readonly pin: { readonly to: string; readonly reason: string | null } | null;
}

/** What `paks info NAME --versions` tells. */
export interface VersionsInfo {
  readonly kind: 'versions';
  readonly id: string;
  readonly registry: string;
  readonly versions: readonly VersionLine[];
}

/** Either answer of `paks info`. */
export type InfoResult = SkillInfo | VersionsInfo;
