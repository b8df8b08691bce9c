import { createHash } from 'node:crypto';
import { PaksError } from '../errors/PaksError.ts';
import { add, install, type InstallResult, type PaksOptions } from '../library.ts';

/** What to install, and the consent to a plan. */
export interface InstallWish {
  readonly sources?: readonly string[] | undefined;
  readonly approval?: string | undefined;
}

/** What would be done, and what to send back for it to be done. */
export interface InstallPlan {
  readonly approval: string;
  readonly plan: InstallResult;
}

/**
 * Without an approval nothing is changed and the plan is the answer. With one it is made again, and
 * carried out only if it is still the plan that was approved. Throws `USAGE` when it is another.
 */
export async function approvedInstall(
  { sources = [], approval }: InstallWish,
  base: PaksOptions,
): Promise<InstallPlan | InstallResult> {
  const plan = await apply(sources, { ...base, dryRun: true });
  const wanted = digest(sources, plan);
  if (approval === undefined) return { approval: wanted, plan };
  if (approval === wanted) return apply(sources, { ...base, dryRun: false });
  throw new PaksError('USAGE', {
    message: 'what would be installed is not what was approved',
    hint: 'call `install` without an approval, and have the new plan approved',
  });
}

function apply(
  sources: readonly string[],
  options: PaksOptions & { readonly dryRun: boolean },
): Promise<InstallResult> {
  return sources.length === 0 ? install(options) : add({ ...options, sources });
}

function digest(sources: readonly string[], plan: InstallResult): string {
  const { changes, directories, agents } = plan;
  const text = JSON.stringify({ sources, changes, directories, agents });
  return createHash('sha256').update(text).digest('hex');
}
