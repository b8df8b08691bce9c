import { skillFolderAt } from './validate/findSkillFolders.ts';
import { PaksError } from '../errors/PaksError.ts';
import { isFoundByTag } from '../publish/chooseTag.ts';
import { performRelease } from '../publish/performRelease.ts';
import { planRelease } from '../publish/planRelease.ts';
import type { ReleaseFacts, ReleaseWishes } from '../publish/ReleaseFacts.ts';
import type { ReleasePlan } from '../publish/ReleasePlan.ts';
import { releaseRecord, unfinished } from '../publish/releaseState.ts';
import { stepCommand } from '../publish/stepCommand.ts';
import { confirmOrRefuse } from './confirmOrRefuse.ts';
import { gatherFacts } from './publish/gatherFacts.ts';
import { notifyTag } from './publish/notifyTag.ts';
import { openWorkingCopy } from './publish/openWorkingCopy.ts';
import { checkWishes } from './publish/checkWishes.ts';
import type { PublishInput } from './publish/PublishInput.ts';
import { readRelease, type Release } from './publish/readRelease.ts';
import { describeOutcome, describePlan } from './publish/releaseResult.ts';
import { resumeRelease } from './publish/resumeRelease.ts';
import { releaseTools } from './publish/releaseTools.ts';
import { refuseWithoutIdentity } from './publish/refuseWithoutIdentity.ts';
import { settleChanges, untrackedIn } from './publish/settleChanges.ts';
import type { PublishResult } from './PublishResult.ts';
import type { Services } from './Services.ts';

/**
 * Publishes a skill as `docs/spec/publishing.md` says: checks everything, then writes the version, commits,
 * tags, pushes and tells the registry; a dry run stops before the first change. Throws the codes of that
 * page; a failure in the middle says what is done and how to go on or back.
 */
export async function publish(input: PublishInput, services: Services): Promise<PublishResult> {
  checkWishes(input);
  if (input.unfinished !== null) return await resumeRelease(input.unfinished, input.path, services);
  const folder = skillFolderAt(services.fileSystem, input.path, services.workingDirectory);
  const copy = await openWorkingCopy(services, folder);
  if (input.tag !== null) return await notifyTag(input.tag, { copy, input, services });
  const begun = releaseRecord(services.fileSystem, copy.gitDirectory).read();
  if (begun !== null) throw unfinished(begun.plan.tag);
  const status = await copy.status();
  const head = status.commit ?? nothingCommitted(input.path);
  const release = await readRelease(copy, head, input);
  const say = (mark: 'heading' | 'passed', text: string): void =>
    services.reporter.report({ type: 'step', mark, text });
  for (const text of [`Publishing skill: ${release.name}`, '', 'Pre-flight checks:']) {
    say('heading', text);
  }
  say('passed', 'Git repository detected');
  const changes = await settleChanges(status.changes, copy.directory, { input, services });
  say('passed', CHANGES[changes]);
  say('passed', 'SKILL.md valid');
  const facts = await gatherFacts({ copy, status, head, release }, input, services);
  const plan = planRelease(facts, wishesOf(input, changes, services));
  await refuseWithoutIdentity(plan, copy);
  const untracked = untrackedIn(status.changes, copy.directory);
  const warnings = warn([...release.warnings, ...notes(facts, untracked)], services);
  for (const text of ['', describeVersion(release, input)]) say('heading', text);
  const context = { copy, release, warnings };
  if (input.dryRun) {
    const commands = plan.steps.map((step) => stepCommand(step, plan, release.edit));
    return { ...describePlan(plan, context), commands };
  }
  await confirmForce(plan, services);
  const outcome = await performRelease(plan, releaseTools(copy, services));
  return describeOutcome(plan, outcome, context);
}

const CHANGES = {
  clean: 'Working directory clean',
  stash: 'Uncommitted changes will be stashed, and brought back',
  leave: 'Uncommitted changes are all outside of the skill, and stay as they are',
} as const;

function wishesOf(
  input: PublishInput,
  changes: ReleaseWishes['changes'],
  { options: { registry } }: Services,
): ReleaseWishes {
  return {
    ...input,
    registry,
    changes,
    namesVersion: input.bump !== null || input.version !== null,
  };
}

/** What an author should know and need not mend. */
function notes(facts: ReleaseFacts, untracked: readonly string[]): readonly string[] {
  const { tag, name, currentBranch } = facts;
  return [
    ...untracked.map((path) => `\`${path}\` is not added to git, so the release is without it`),
    ...(isFoundByTag(tag, name)
      ? []
      : [
          `a tag like \`${tag}\` is not seen by those who install by range from git; a registry is`,
        ]),
    ...(currentBranch === null ? ['HEAD is detached; check out a branch to go on working'] : []),
  ];
}

function warn(messages: readonly string[], { reporter }: Services): readonly string[] {
  for (const message of messages) {
    reporter.report({ type: 'warning', code: 'PUBLISH', message });
  }
  return messages;
}

function describeVersion({ from, version }: Release, { bump }: PublishInput): string {
  if (from === version) return `Version: ${version}`;
  return `Version: ${from ?? 'none'} → ${version}${bump === null ? '' : ` (${bump} bump)`}`;
}

async function confirmForce({ steps, tag }: ReleasePlan, services: Services): Promise<void> {
  const forced = steps.filter(
    (step) =>
      (step.kind === 'tag' && step.replaces !== null) || (step.kind === 'push' && step.force),
  );
  if (forced.length === 0) return;
  const push = forced.find(({ kind }) => kind === 'push');
  const where = push?.kind === 'push' ? ` on \`${push.remote}\`` : '';
  await confirmOrRefuse(services, {
    question: `Replace tag ${tag}${where}? Who has fetched it keeps the old one.`,
    refusal: `replacing tag \`${tag}\`${where} must be confirmed`,
  });
}

function nothingCommitted(path: string): never {
  throw new PaksError('WORKING_COPY_DIRTY', {
    message: 'nothing is committed yet, and a release is what a commit holds',
    hint: `commit the skill: \`git add ${path}\`, then \`git commit\``,
  });
}
