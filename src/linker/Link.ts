import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { Integrity } from '../model/Integrity.ts';
import { isPortableName } from '../model/portableName.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { LinkMode } from '../store/Store.ts';

/** A place for one skill: an agent's directory (absolute) and the `/`-separated path below it. */
export interface Target {
  readonly directory: string;
  /** `pdf`, or `account/pdf` for the agent that looks below accounts. */
  readonly name: string;
}

/** How a skill is present: a real directory, a link into the store, or a link to a folder under work. */
export type LinkKind = 'copied' | 'symlink' | 'editable';

/** What a target holds. Integrity is null only for an editable one; `source` (absolute) is there only then. */
export interface Installed {
  readonly id: SkillId;
  readonly version: Version;
  readonly kind: LinkKind;
  readonly integrity: Integrity | null;
  readonly source: string | null;
}

/** A wish: these bytes from the store at this target, or a link to this folder. */
export type WantedLink = Target & {
  readonly id: SkillId;
  readonly version: Version;
} & (
    | { readonly mode: LinkMode; readonly integrity: Integrity }
    | { readonly mode: 'editable'; readonly integrity: null; readonly source: string }
  );

/** What the target holds once a wish is granted. */
export function installedBy(link: WantedLink): Installed {
  const { id, version, integrity } = link;
  if (link.mode === 'editable') {
    return { id, version, kind: 'editable', integrity, source: link.source };
  }
  return {
    id,
    version,
    kind: link.mode === 'symlink' ? 'symlink' : 'copied',
    integrity,
    source: null,
  };
}

/** True when both stand for the same bytes (or folder) in the same form; version and id may differ. */
export function isSameContent(left: Installed, right: Installed): boolean {
  return (
    left.kind === right.kind && left.integrity === right.integrity && left.source === right.source
  );
}

/** One text for one target. */
export function targetKey({ directory, name }: Target): string {
  return `${directory}\0${name}`;
}

/**
 * The absolute path of a target: the only way from a name to a place that is written or deleted.
 * Throws `UNSAFE_PATH` for a name that is not one or two portable segments (threat T01).
 */
export function targetPath({ directory, name }: Target): string {
  if (isTargetName(name)) return join(directory, ...name.split('/'));
  throw new PaksError('UNSAFE_PATH', {
    message: `\`${name}\` cannot be the name of a skill's directory`,
    hint: 'choose another with `as = "…"` in `paks.toml`',
    data: { name },
  });
}

/** True for one or two path segments that every file system can hold. */
export function isTargetName(name: string): boolean {
  const segments = name.split('/');
  return segments.length <= 2 && segments.every(isPortableName);
}
