import type { Dependency } from './Dependency.ts';
import type { CommitId, Locator } from './Locator.ts';
import type { Version } from './Range.ts';

/**
 * What holds a skill of the manifest where it is, whatever its range or branch would allow: one
 * version, or for a git source without versions one commit.
 */
export type ManifestPin = (
  | { readonly kind: 'version'; readonly version: Version }
  | { readonly kind: 'commit'; readonly commit: CommitId }
) & { readonly reason?: string | undefined };

/** The version or the commit that a pin names, as the manifest writes it. */
export function pinnedTo(pin: ManifestPin): string {
  return pin.kind === 'version' ? pin.version : pin.commit;
}

/** What the project itself asks for: a dependency that it may have pinned. */
export interface ProjectDependency extends Dependency {
  /** Where it stays until it is unpinned, unless an override decides instead. */
  readonly pin?: ManifestPin | undefined;
}

/** Whether a locator is exactly where a pin holds its skill. */
export function isAtPin({ version, pin: at }: Locator, pin: ManifestPin): boolean {
  if (pin.kind === 'version') return version === pin.version;
  return at.kind === 'git' && at.commit === pin.commit;
}
