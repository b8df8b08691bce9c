import type { Dependency } from './Dependency.ts';
import type { Integrity } from './Integrity.ts';
import type { ProjectDependency } from './ManifestPin.ts';
import type { SkillId } from './SkillId.ts';
import type { RegistryName } from './Source.ts';

/** One line of `[skills]` or of `[groups.NAME.skills]`. */
export interface ManifestSkill extends ProjectDependency {
  /** Another directory name than the id's own. */
  readonly as?: string | undefined;
  /** A directory of skills to fill instead of those of agents; relative to the manifest. */
  readonly directory?: string | undefined;
  /** Ids of the only agents this skill is for. */
  readonly agents?: readonly string[] | undefined;
  /** A folder linked live instead of copied. */
  readonly editable?: boolean | undefined;
  /** The source may be plain `http` on another machine. */
  readonly insecure?: boolean | undefined;
  /** The group it belongs to; null for `[skills]`. */
  readonly group: string | null;
}

/** A registry that a project names; never with credentials. */
export interface ManifestRegistry {
  readonly name: RegistryName;
  readonly url: string;
  readonly authUrl?: string | undefined;
  readonly authRequired?: boolean | undefined;
  readonly insecure?: boolean | undefined;
}

/** A finding that the project accepts, for one content only. */
export interface DismissedFinding {
  readonly finding: string;
  readonly integrity: Integrity;
  readonly reason?: string | undefined;
}

/** `[policy]`. */
export interface Policy {
  /** Milliseconds; versions published later than this long ago are not chosen. */
  readonly minimumReleaseAge?: number | undefined;
  /** Patterns such as `registry:paks`, `git:github.com/acme/*`, `path`; absent means all. */
  readonly allowSources?: readonly string[] | undefined;
  /** Absent: the user's setting decides, and `error` where there is none. */
  readonly audit?: 'off' | 'warn' | 'error' | undefined;
  readonly dismissed: readonly DismissedFinding[];
}

/** `paks.toml` as data, defaults filled in. */
export interface Manifest {
  readonly project: {
    readonly name?: string | undefined;
    readonly agents?: readonly string[] | undefined;
  };
  readonly skills: readonly ManifestSkill[];
  /** What `[overrides]` forces, whoever asks for it. */
  readonly overrides: readonly Dependency[];
  /** `[patches]`: the project's own patch files by skill, relative to the manifest. */
  readonly patches: ReadonlyMap<SkillId, string>;
  readonly registries: readonly ManifestRegistry[];
  readonly install: { readonly link: 'auto' | 'symlink'; readonly vendor: boolean };
  readonly policy: Policy;
  /** `[scripts]`: commands of the project's own, by event (`post-install`). */
  readonly scripts: ReadonlyMap<string, string>;
}
