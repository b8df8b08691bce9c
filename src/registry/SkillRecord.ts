import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryVersion } from './RegistryVersion.ts';

/** What a registry tells people of a skill it found. All texts are foreign. */
export interface FoundSkill {
  readonly id: SkillId;
  /** The highest stable version, else the highest. */
  readonly version: Version;
  readonly description: string;
  readonly keywords: readonly string[];
  readonly categories: readonly string[];
  readonly downloads: number;
  /** Milliseconds since the epoch. */
  readonly updatedAt: number;
  readonly license: string | null;
}

/** One page of what a search found. */
export interface SearchPage {
  readonly skills: readonly FoundSkill[];
  /** On all pages. */
  readonly total: number;
  /** From 1. */
  readonly page: number;
  readonly perPage: number;
}

/** Everything a registry tells of a skill but its versions. */
export interface SkillRecord extends FoundSkill {
  readonly repository: string | null;
  readonly homepage: string | null;
  readonly publisher: { readonly name: string; readonly url: string | null } | null;
  /** Of the last thirty days. */
  readonly recentDownloads: number;
  readonly createdAt: number;
  readonly versions: number;
  readonly visibility: 'public' | 'private';
}

/** What a registry tells of a version beside what resolving needs. */
export interface VersionAbout {
  /** Bytes of all files. */
  readonly size: number;
  readonly fileCount: number;
  readonly license: string | null;
  readonly changelog: string | null;
}

/** One version of a list. */
export type ListedVersion = RegistryVersion & VersionAbout;

/** One version with its files and the text of its `SKILL.md`. */
export interface VersionRecord extends RegistryVersion, VersionAbout {
  readonly files: readonly { readonly path: string; readonly size: number }[];
  readonly readme: string;
}
