import { PaksError } from '../errors/PaksError.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { type CommitId, isCommitId } from '../model/Locator.ts';
import { isJustTheVersion } from './isJustTheVersion.ts';
import { type ReleasePlan, skillFileOf } from './ReleasePlan.ts';
import type { ReleaseState } from './releaseState.ts';

/** What became of one step of a release that is taken back: `absent` is what was never done. */
export type StepUndone = 'undone' | 'absent' | { readonly kept: string };

/**
 * Takes the commit of the new version off the branch. What is changed in the working copy stays: where git
 * cannot carry it over by itself, it is put into a stash with the message `aside`, for the caller to bring back. Throws
 * `WORKING_COPY_DIRTY` for conflicts.
 */
export async function removeCommit(
  state: ReleaseState,
  copy: WorkingCopy,
  aside: string,
): Promise<StepUndone> {
  const { base } = state.plan;
  const head = await copy.head();
  if (head === base) return 'absent';
  if (!(await isCommitOfRelease(head, state, copy))) {
    return { kept: `commit \`${head.slice(0, 12)}\` stays: it is not as the release left it` };
  }
  const reset = ['reset', '--keep', base];
  const result = await copy.run(reset);
  if (result.kind === 'exited' && result.status === 0) return 'undone';
  if ((await copy.git(['ls-files', '--unmerged'])) !== '') throw conflicting();
  await copy.git(['stash', 'push', '--quiet', `--message=${aside}`]);
  await copy.git(reset);
  return 'undone';
}

function conflicting(): PaksError {
  return new PaksError('WORKING_COPY_DIRTY', {
    message:
      'there are conflicts in the working copy, so the commit of the new version cannot be taken back',
    hint: 'mend what `git status` shows and `git add` it, then run `paks publish --abort` again',
  });
}

/** A commit that was amended has another id; one not recorded yet was the last thing that happened to HEAD. */
async function isCommitOfRelease(
  head: CommitId,
  { plan, commit }: ReleaseState,
  copy: WorkingCopy,
): Promise<boolean> {
  if (commit !== null) return head === commit;
  const step = plan.steps.find(({ kind }) => kind === 'commit');
  if (step?.kind !== 'commit' || (await copy.parent(head)) !== plan.base) return false;
  const { message } = step;
  return (await copy.subject(head)) === message && (await copy.lastMove()) === `commit: ${message}`;
}

/** Deletes the tag, or puts back the one that it replaced. */
export async function removeTag(
  { plan, commit }: ReleaseState,
  copy: WorkingCopy,
): Promise<StepUndone> {
  const step = plan.steps.find(({ kind }) => kind === 'tag');
  const there = await copy.tagObject(plan.tag);
  if (step?.kind !== 'tag' || there === null || there === step.replaces) return 'absent';
  if ((await copy.tagged(plan.tag)) !== (commit ?? plan.base)) {
    return { kept: `tag \`${plan.tag}\` stays: it is not as the release left it` };
  }
  if (step.replaces === null) await copy.git(['tag', '--delete', '--', plan.tag]);
  else if (isCommitId(step.replaces)) {
    await copy.git(['update-ref', `refs/tags/${plan.tag}`, step.replaces, there]);
  }
  return 'undone';
}

/** `SKILL.md` had no changes of its own when the version was written; it may have some now. */
export async function restoreSkill(plan: ReleasePlan, copy: WorkingCopy): Promise<StepUndone> {
  if ((await copy.head()) !== plan.base) return 'absent';
  const path = skillFileOf(plan);
  const { changes } = await copy.status();
  const change = changes.find((candidate) => candidate.path === path);
  if (change === undefined || change.kind === 'deleted') return 'absent';
  if (!(await isJustTheVersion(plan, copy))) {
    return { kept: `\`${path}\` stays as it is: it was edited after its version was written` };
  }
  await copy.git(['--literal-pathspecs', 'checkout', plan.base, '--', path]);
  return 'undone';
}
