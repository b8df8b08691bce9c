import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { setSkillVersion } from '../manifest/editSkill.ts';
import { type ReleasePlan, skillFileOf } from './ReleasePlan.ts';

/**
 * Whether the new version is all that `SKILL.md` in the working copy differs in from the commit that the release
 * builds on: compared as git would store it, whatever line ends the file has.
 */
export async function isJustTheVersion(plan: ReleasePlan, copy: WorkingCopy): Promise<boolean> {
  const path = skillFileOf(plan);
  const id = await copy.idAt(plan.base, path);
  const [blob] = id === null ? [] : await copy.blobs([id]);
  if (blob === undefined) return false;
  const text = new TextDecoder('utf-8', { ignoreBOM: true }).decode(blob.bytes);
  const wanted = setSkillVersion(text, plan.version);
  return (await copy.hashText(wanted)) === (await copy.hashFile(path));
}
