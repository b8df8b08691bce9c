import { resolve } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { abortRelease } from '../../publish/abortRelease.ts';
import { continueRelease } from '../../publish/performRelease.ts';
import { readSkillAt } from '../../publish/readSkillAt.ts';
import { releaseRecord } from '../../publish/releaseState.ts';
import type { PublishResult } from '../PublishResult.ts';
import type { Services } from '../Services.ts';
import { openWorkingCopy } from './openWorkingCopy.ts';
import { describeOutcome, describePlan } from './releaseResult.ts';
import { releaseTools } from './releaseTools.ts';

/**
 * Goes on with the release that stopped in the middle, or takes back what it did here. Throws
 * `RELEASE_NOT_FOUND` where there is none, `RELEASE_CHANGED` where the repository no longer fits.
 */
export async function resumeRelease(
  way: 'continue' | 'abort',
  path: string,
  services: Services,
): Promise<PublishResult> {
  const copy = await openWorkingCopy(services, resolve(services.workingDirectory, path));
  const state = releaseRecord(services.fileSystem, copy.gitDirectory).read();
  if (state === null) throw nothingBegun();
  const { plan } = state;
  const tools = releaseTools(copy, services);
  if (way === 'abort') {
    const { undone, kept: warnings } = await abortRelease(state, tools);
    for (const message of warnings) {
      services.reporter.report({ type: 'warning', code: 'PUBLISH', message });
    }
    const context = { copy, release: { files: [] }, warnings };
    return { ...describePlan(plan, context), status: 'aborted', undone };
  }
  const text = `Going on with the release of ${plan.name}@${plan.version}`;
  services.reporter.report({ type: 'step', mark: 'heading', text });
  const outcome = await continueRelease(state, tools);
  const { files } = await readSkillAt(copy, outcome.commit, plan.directory);
  return describeOutcome(plan, outcome, { copy, release: { files }, warnings: [] });
}

function nothingBegun(): PaksError {
  return new PaksError('RELEASE_NOT_FOUND', {
    message: 'no release stopped in the middle here',
    hint: 'begin one with `paks publish --bump patch`',
  });
}
