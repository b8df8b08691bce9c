import { isPaksError } from '../errors/PaksError.ts';
import { describeStep } from './describeStep.ts';
import { performStep } from './performStep.ts';
import { releaseFailure } from './releaseFailure.ts';
import type { ReleasePlan } from './ReleasePlan.ts';
import { releaseRecord, type ReleaseState, unfinished } from './releaseState.ts';
import type { ReleaseOutcome, ReleaseTools } from './ReleaseTools.ts';

/**
 * Performs a plan from its beginning. Before each step the record says what is done, so that after a
 * failure, a kill or a power cut {@link continueRelease} goes on and `abortRelease` goes back. Throws
 * what the step threw, with what is done and what is not; nothing is recorded where nothing was changed.
 */
export async function performRelease(
  plan: ReleasePlan,
  tools: ReleaseTools,
): Promise<ReleaseOutcome> {
  const state: ReleaseState = { plan, done: 0, commit: null };
  releaseRecord(tools.fs, tools.copy.gitDirectory).begin(state);
  return await performFrom(state, tools);
}

/** Goes on with a release that was begun, from the first step that may not be done. */
export async function continueRelease(
  state: ReleaseState,
  tools: ReleaseTools,
): Promise<ReleaseOutcome> {
  return await performFrom(state, tools);
}

async function performFrom(begun: ReleaseState, tools: ReleaseTools): Promise<ReleaseOutcome> {
  const { signal } = tools;
  const tell = (): void => tellInterruption(begun, tools);
  signal.addEventListener('abort', tell, { once: true });
  try {
    return await performSteps(begun, tools);
  } finally {
    signal.removeEventListener('abort', tell);
  }
}

/** An interrupt ends the command at once; the failure of the step is not heard any more. */
function tellInterruption({ plan }: ReleaseState, { reporter }: ReleaseTools): void {
  const { message, hint } = unfinished(plan.tag);
  reporter.report({ type: 'warning', code: 'RELEASE_UNFINISHED', message, hint });
}

async function performSteps(begun: ReleaseState, tools: ReleaseTools): Promise<ReleaseOutcome> {
  const record = releaseRecord(tools.fs, tools.copy.gitDirectory);
  const { steps } = begun.plan;
  let state = begun;
  let indexed: ReleaseOutcome['indexed'] = null;
  for (const [index, step] of steps.entries()) {
    if (index < state.done) continue;
    if (index > begun.done) record.save(state);
    announce(state, tools);
    try {
      const outcome = await performStep(step, state, tools);
      state = { ...state, commit: outcome.commit ?? state.commit, done: index + 1 };
      indexed = outcome.indexed ?? indexed;
    } catch (error) {
      const isEnd = step.kind === 'notify' && !isInterruption(error);
      const isUntouched = begun.done === 0 && index === 0 && !isInterruption(error);
      if (isEnd || isUntouched) record.remove();
      throw isUntouched && !isEnd ? error : releaseFailure(error, state);
    }
  }
  record.remove();
  return { commit: state.commit ?? state.plan.base, indexed };
}

function announce({ plan, done }: ReleaseState, { reporter }: ReleaseTools): void {
  const step = plan.steps[done];
  if (step === undefined) return;
  const isFirst = done === 0;
  const heading = step.kind === 'notify' ? 'Registry:' : 'Git operations:';
  if (isFirst || step.kind === 'notify') {
    for (const text of ['', heading]) reporter.report({ type: 'step', mark: 'heading', text });
  }
  for (const text of describeStep(step, plan))
    reporter.report({ type: 'step', mark: 'started', text });
}

function isInterruption(error: unknown): boolean {
  return isPaksError(error) && error.code === 'INTERRUPTED';
}
