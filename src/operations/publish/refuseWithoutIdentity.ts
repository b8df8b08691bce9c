import { PaksError } from '../../errors/PaksError.ts';
import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import type { ReleasePlan } from '../../publish/ReleasePlan.ts';

/** Throws `IDENTITY_MISSING` where a commit or an annotated tag would need a name that git does not have. */
export async function refuseWithoutIdentity(plan: ReleasePlan, copy: WorkingCopy): Promise<void> {
  const isNeeded = plan.steps.some(
    (step) => step.kind === 'commit' || (step.kind === 'tag' && step.message !== null),
  );
  if (!isNeeded) return;
  const result = await copy.run(['var', 'GIT_COMMITTER_IDENT']);
  if (result.kind === 'exited' && result.status === 0) return;
  throw new PaksError('IDENTITY_MISSING', {
    message: 'git does not know in whose name to commit and tag',
    hint: 'tell it: `git config --global user.name "Your Name"` and `git config --global user.email you@example.com`',
  });
}
