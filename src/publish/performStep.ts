import { join } from 'node:path';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { isPassing, push } from '../git/push.ts';
import type { WorkingCopy } from '../git/WorkingCopy.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import { retrying } from '../io/retrying.ts';
import { setSkillVersion } from '../manifest/editSkill.ts';
import type { CommitId } from '../model/Locator.ts';
import type { IndexedVersion } from '../registry/TaggedRelease.ts';
import { findStash } from './findStash.ts';
import { isJustTheVersion } from './isJustTheVersion.ts';
import { popStash } from './popStash.ts';
import { integrityOfFiles, readSkillAt } from './readSkillAt.ts';
import { type ReleasePlan, type ReleaseStep, skillFileOf } from './ReleasePlan.ts';
import type { ReleaseState } from './releaseState.ts';
import type { ReleaseTools } from './ReleaseTools.ts';
import { stepArguments } from './stepArguments.ts';

/** What a step brought about. */
export interface StepOutcome {
  readonly commit?: CommitId;
  readonly indexed?: IndexedVersion;
}

type StepOf<Kind> = Extract<ReleaseStep, { kind: Kind }>;

/**
 * Does one step, or sees that it is done. Throws `RELEASE_CHANGED` where the repository is no longer as
 * the plan found it, and whatever git or the registry say.
 */
export async function performStep(
  step: ReleaseStep,
  state: ReleaseState,
  tools: ReleaseTools,
): Promise<StepOutcome> {
  const { plan } = state;
  const { copy } = tools;
  const commit = state.commit ?? plan.base;
  switch (step.kind) {
    case 'stash':
      if ((await findStash(copy, step.message)) === null) await runStep(step, plan, copy, commit);
      return {};
    case 'write':
      writeVersion(plan, tools);
      return {};
    case 'commit':
      return { commit: await makeCommit(step, plan, copy) };
    case 'tag':
      await makeTag(step, plan, copy, commit);
      return {};
    case 'unstash':
      await bringBack(step, tools);
      return {};
    case 'push':
      await pushAll(step, { plan, commit }, tools);
      return {};
    case 'notify':
      return { indexed: await notify(step, plan, tools) };
  }
}

async function runStep(
  step: ReleaseStep,
  plan: ReleasePlan,
  copy: WorkingCopy,
  commit: CommitId,
): Promise<void> {
  await copy.git(stepArguments(step, plan, commit) ?? []);
}

/** Whatever line ends and blanks the file has in this working copy stay. */
function writeVersion(plan: ReleasePlan, { copy, fs }: ReleaseTools): void {
  const path = join(copy.root, skillFileOf(plan));
  const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(fs.readFile(path));
  const written = setSkillVersion(text, plan.version);
  if (written !== text) atomicWrite(fs, path, written);
}

/** A commit on the base with just the planned content is ours, whoever finished it. */
async function makeCommit(
  step: StepOf<'commit'>,
  plan: ReleasePlan,
  copy: WorkingCopy,
): Promise<CommitId> {
  if ((await copy.head()) === plan.base) {
    if (!(await isJustTheVersion(plan, copy))) throw editedSince(plan);
    await runStep(step, plan, copy, plan.base);
  }
  const head = await copy.head();
  if ((await copy.parent(head)) !== plan.base) {
    throw new PaksError('RELEASE_CHANGED', {
      message: `HEAD has moved from \`${plan.base.slice(0, 12)}\`, on which the release was planned`,
      hint: 'take the release back with `paks publish --abort`, and publish again',
      data: { base: plan.base, head },
    });
  }
  const { files } = await readSkillAt(copy, head, plan.directory);
  if (integrityOfFiles(files) !== plan.integrity) {
    throw new PaksError('RELEASE_CHANGED', {
      message: `commit \`${head.slice(0, 12)}\` does not hold the skill that was checked: a hook may have changed it`,
      hint: 'look at it with `git show`; `paks publish --abort` takes it back',
      data: { head },
    });
  }
  return head;
}

/** What was never checked is not committed, from where `--abort` would take it away. */
function editedSince(plan: ReleasePlan): PaksError {
  const path = skillFileOf(plan);
  return new PaksError('RELEASE_CHANGED', {
    message: `\`${path}\` was edited after it was checked, and a release is what was checked`,
    hint: 'take the release back with `paks publish --abort`, which leaves the edit; commit it and publish again',
    data: { path },
  });
}

async function makeTag(
  step: StepOf<'tag'>,
  plan: ReleasePlan,
  copy: WorkingCopy,
  commit: CommitId,
): Promise<void> {
  const there = await copy.tagged(plan.tag);
  const isNew = step.replaces === null;
  if (there === commit && isNew) return;
  if (there !== null && isNew) {
    throw new PaksError('RELEASE_CHANGED', {
      message: `tag \`${plan.tag}\` has appeared, and marks another commit`,
      hint: `see what it is with \`git show ${plan.tag}\``,
      data: { tag: plan.tag },
    });
  }
  await runStep(step, plan, copy, commit);
}

/** Changes that do not fit on the new version stay in the stash: the release itself is as planned. */
async function bringBack(
  { message }: StepOf<'unstash'>,
  { copy, reporter }: ReleaseTools,
): Promise<void> {
  const stash = await findStash(copy, message);
  if (stash === null) return;
  if (await popStash(copy, stash)) return;
  reporter.report({
    type: 'warning',
    code: 'STASH_KEPT',
    message: `your stashed changes do not fit on the new version and stay in \`${stash}\``,
    hint: 'mend the conflicts that `git status` shows, then drop it with `git stash drop`',
  });
}

async function pushAll(
  { remote, branch, force }: StepOf<'push'>,
  { plan, commit }: { readonly plan: ReleasePlan; readonly commit: CommitId },
  { copy, clock, reporter, signal }: ReleaseTools,
): Promise<void> {
  const request = { remote, branch, force, tag: plan.tag, commit };
  const retries = { clock, reporter, signal, subject: remote, isPassing };
  try {
    await retrying(() => push(copy, request), retries);
  } catch (error) {
    if (!isPaksError(error) || error.code !== 'PUSH_REJECTED') throw error;
    if (force || !(await isPushed(copy, request))) throw error;
  }
}

/** The tag is the last to arrive, so where it is, the branch has had the commit, whatever came after. */
async function isPushed(
  copy: WorkingCopy,
  {
    remote,
    branch,
    tag,
    commit,
  }: { remote: string; branch: string | null; tag: string; commit: string },
): Promise<boolean> {
  const references = await copy.remoteReferences(remote, branch ?? 'HEAD');
  return references.some((there) => there.name === `refs/tags/${tag}` && there.commit === commit);
}

async function notify(
  { registry, repository, account }: StepOf<'notify'>,
  { tag, directory }: ReleasePlan,
  { findRegistry, reporter }: ReleaseTools,
): Promise<IndexedVersion> {
  const client = await findRegistry(registry);
  const indexed = await client.index({ repository, tag, directory, account });
  reporter.report({ type: 'step', mark: 'passed', text: 'Skill indexed successfully' });
  return indexed;
}
