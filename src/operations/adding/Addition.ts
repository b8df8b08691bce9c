import type { ManifestSkill } from '../../model/Manifest.ts';

/** One skill that `paks add` puts into the manifest. */
export interface Addition {
  readonly skill: ManifestSkill;
  /**
   * True when the person named no range: whatever version is chosen, the manifest will say `^` it.
   */
  readonly caret: boolean;
}
