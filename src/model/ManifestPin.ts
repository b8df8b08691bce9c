import type { CommitId } from './Locator.ts';
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
