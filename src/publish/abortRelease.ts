import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { nameStep } from './describeStep.ts';
import { findStash } from './findStash.ts';
import { integrityOfFiles, readSkillAt } from './readSkillAt.ts';
import { type ReleasePlan, type ReleaseStep, skillFileOf, type StepKind } from './ReleasePlan.ts';
import { releaseRecord, type ReleaseState } from './releaseState.ts';
import type { ReleaseTools } from './ReleaseTools.ts';

type Tools = Pick<ReleaseTools, 'copy' | 'fs'>;

/**
 * Takes back what an unfinished release did here: tag, commit, version and stash, each only where it is
 * still as the release left it. Returns what was taken back, in words. Throws `RELEASE_CHANGED` where the
 * tag is at the remote, from which nothing is ever taken back, or a network code where that cannot be seen.
 */
export async function abortRelease(state: ReleaseState, tools: Tools): Promise<readonly string[]> {
  const { plan } = state;
  const { copy, fs } = tools;
  await refusePushed(state, copy);
  const undone: string[] = [];
  const undo = async (kind: StepKind, action: () => Promise<boolean>): Promise<void> => {
    const index = plan.steps.findIndex((step) => step.kind === kind);
    const step = plan.steps[index];
    // The step after the last that is done may have been begun.
    if (step === undefined || index > state.done) return;
    if (await action()) undone.push(nameStep(step, plan));
  };
  await undo('tag', () => removeTag(state, copy));
  await undo('commit', () => removeCommit(plan, copy));
  await undo('write', () => restoreSkill(plan, tools));
  await undo('stash', () => bringBack(plan, copy));
  releaseRecord(fs, copy.gitDirectory).remove();
  return undone;
}

async function refusePushed(state: ReleaseState, copy: WorkingCopy): Promise<void> {
  const { plan } = state;
  const index = plan.steps.findIndex(({ kind }) => kind === 'push');
  const step = plan.steps[index];
  if (step?.kind !== 'push' || state.done < index) return;
  const references = await copy.remoteReferences(step.remote, step.branch ?? 'HEAD');
  const there = references.find(({ name }) => name === `refs/tags/${plan.tag}`);
  if (there === undefined || there.commit !== (state.commit ?? plan.base)) return;
  throw new PaksError('RELEASE_CHANGED', {
    message: `tag \`${plan.tag}\` is on \`${step.remote}\` already, and what is published is not taken back`,
    hint: 'go on with `paks publish --continue`',
    data: { tag: plan.tag },
  });
}

async function removeTag({ plan, commit }: ReleaseState, copy: WorkingCopy): Promise<boolean> {
  const step = stepOf(plan, 'tag');
  if (step?.kind !== 'tag' || step.force) return false;
  if ((await copy.tagged(plan.tag)) !== (commit ?? plan.base)) return false;
  await copy.git(['tag', '--delete', '--', plan.tag]);
  return true;
}

/** `--keep` leaves alone what else is changed in the working copy. */
async function removeCommit(plan: ReleasePlan, copy: WorkingCopy): Promise<boolean> {
  const head = await copy.head();
  if (head === plan.base || (await copy.parent(head)) !== plan.base) return false;
  const { files } = await readSkillAt(copy, head, plan.directory);
  const step = stepOf(plan, 'commit');
  const isOurs = step?.kind === 'commit' && (await copy.subject(head)) === step.message;
  if (!isOurs && integrityOfFiles(files) !== plan.integrity) return false;
  await copy.git(['reset', '--keep', plan.base]);
  return true;
}

/** `SKILL.md` had no changes of its own when the version was written. */
async function restoreSkill(plan: ReleasePlan, { copy, fs }: Tools): Promise<boolean> {
  if ((await copy.head()) !== plan.base) return false;
  const path = skillFileOf(plan);
  const { changes } = await copy.status();
  if (!changes.some((change) => change.path === path)) return false;
  if (fs.lstat(join(copy.root, path)) === undefined) return false;
  await copy.git(['--literal-pathspecs', 'checkout', plan.base, '--', path]);
  return true;
}

async function bringBack(plan: ReleasePlan, copy: WorkingCopy): Promise<boolean> {
  const step = stepOf(plan, 'stash');
  const stash = step?.kind === 'stash' ? await findStash(copy, step.message) : null;
  if (stash === null) return false;
  await copy.git(['stash', 'pop', stash]);
  return true;
}

function stepOf(plan: ReleasePlan, kind: StepKind): ReleaseStep | undefined {
  return plan.steps.find((step) => step.kind === kind);
}
