import { PaksError } from '../errors/PaksError.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { nameStep } from './describeStep.ts';
import { findStash } from './findStash.ts';
import { popStash } from './popStash.ts';
import type { ReleasePlan, StepKind } from './ReleasePlan.ts';
import { releaseRecord, type ReleaseState } from './releaseState.ts';
import type { ReleaseTools } from './ReleaseTools.ts';
import { removeCommit, removeTag, restoreSkill, type StepUndone } from './undoStep.ts';

/** What an abort did. */
export interface ReleaseTakenBack {
  /** The steps that were taken back, in words, the last one first. */
  readonly undone: readonly string[];
  /** What the release did and the author has changed since: one clause each. */
  readonly kept: readonly string[];
}

const UNDOING = ['commit', 'tag', 'write', 'stash'] as const satisfies readonly StepKind[];

/**
 * Takes back what an unfinished release did here: commit, tag, version and stash, each only where it is
 * still as the release left it. The tag goes after the commit, so that a release can still be gone on
 * with where that fails. Throws `RELEASE_CHANGED` where the tag is at the remote, from which nothing is ever
 * taken back, or a network code where that cannot be seen.
 */
export async function abortRelease(
  state: ReleaseState,
  { copy, fs }: Pick<ReleaseTools, 'copy' | 'fs'>,
): Promise<ReleaseTakenBack> {
  const { plan } = state;
  await refusePushed(state, copy);
  const aside = `paks publish ${plan.tag}: changes of an abort`;
  const results = new Map<StepKind, StepUndone>();
  for (const kind of UNDOING) {
    const index = plan.steps.findIndex((step) => step.kind === kind);
    // The step after the last that is done may have been begun.
    if (index < 0 || index > state.done) continue;
    if (kind === 'commit') results.set(kind, await removeCommit(state, copy, aside));
    if (kind === 'tag') results.set(kind, await removeTag(state, copy));
    if (kind === 'write') results.set(kind, await restoreSkill(plan, copy));
    if (kind === 'stash') results.set(kind, await bringBack(stashOf(plan), copy));
  }
  const changes = await bringBack(aside, copy);
  releaseRecord(fs, copy.gitDirectory).remove();
  const isUndone = ({ kind }: { kind: StepKind }): boolean => results.get(kind) === 'undone';
  return {
    undone: plan.steps
      .filter(isUndone)
      .map((step) => nameStep(step, plan))
      .reverse(),
    kept: [...results.values(), changes].flatMap((result) =>
      typeof result === 'object' ? [result.kept] : [],
    ),
  };
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

function stashOf({ steps }: ReleasePlan): string {
  return steps.find((step) => step.kind === 'stash')?.message ?? '';
}

async function bringBack(message: string, copy: WorkingCopy): Promise<StepUndone> {
  const stash = await findStash(copy, message);
  if (stash === null) return 'absent';
  if (await popStash(copy, stash)) return 'undone';
  return { kept: `your changes do not fit on what is there now and stay in \`${stash}\`` };
}
