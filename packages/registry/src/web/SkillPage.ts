import type { SkillRow } from '../skills/findSkill.ts';
import type { RenderedSkillFile } from './markdown/renderSkillFile.ts';
import type { WeekOfDownloads } from './reading/downloadsByWeek.ts';
import type { ListedVersion, ShownVersion } from './reading/readVersions.ts';
import type { Dependents } from './reading/relatedSkills.ts';

/** Everything the page of a skill, or of one of its versions, shows. */
export interface SkillPage {
  readonly skill: SkillRow;
  readonly version: ShownVersion;
  /** True where the address names the version: then the page is about it and no other. */
  readonly isPinned: boolean;
  /** The highest first. */
  readonly versions: readonly ListedVersion[];
  /** Those of the version's dependencies that the visitor may open, as `account/name`. */
  readonly openable: ReadonlySet<string>;
  readonly dependents: Dependents;
  readonly weeks: readonly WeekOfDownloads[];
  readonly downloadsRecent: number;
  readonly rendered: RenderedSkillFile;
}
