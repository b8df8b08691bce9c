import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import { hashFile, inHashOrder } from '../../io/contentHash.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import type { ReleasePlan, ReleaseStep, StepKind } from '../../publish/ReleasePlan.ts';
import type { ReleaseOutcome } from '../../publish/ReleaseTools.ts';
import type { PublishedFile, PublishResult } from '../PublishResult.ts';

/** What a result tells beside its plan. */
export interface ResultContext {
  readonly copy: WorkingCopy;
  /** As released. */
  readonly release: { readonly files: readonly SkillFile[] };
  readonly warnings: readonly string[];
}

/** A release that is planned and nothing more. */
export function describePlan(plan: ReleasePlan, context: ResultContext): PublishResult {
  const { copy, release, warnings } = context;
  const tag = stepOf(plan, 'tag');
  const push = stepOf(plan, 'push');
  const { name, version, from, directory, integrity } = plan;
  return {
    status: 'planned',
    name,
    version,
    from,
    tag: plan.tag,
    message: tag?.message ?? null,
    commit: null,
    root: copy.root,
    directory,
    remote: push?.remote ?? null,
    branch: push?.branch ?? null,
    registry: stepOf(plan, 'notify')?.registry ?? null,
    id: null,
    url: null,
    integrity,
    files: publishedFiles(release.files),
    commands: [],
    undone: [],
    warnings,
  };
}

/** A release that was made. */
export function describeOutcome(
  plan: ReleasePlan,
  { commit, indexed }: ReleaseOutcome,
  context: ResultContext,
): PublishResult {
  const planned = describePlan(plan, context);
  const unknown = indexed?.unknownDependencies ?? [];
  return {
    ...planned,
    status: statusOf(planned, indexed),
    commit,
    id: indexed?.id ?? null,
    url: indexed?.url ?? null,
    warnings: [
      ...planned.warnings,
      ...unknown.map((id) => `the registry does not know the dependency \`${id}\``),
    ],
  };
}

function statusOf({ remote }: PublishResult, indexed: unknown): PublishResult['status'] {
  if (indexed !== null) return 'published';
  return remote === null ? 'tagged' : 'pushed';
}

/** Every file with its size and mode, in hash order. */
export function publishedFiles(files: readonly SkillFile[]): readonly PublishedFile[] {
  return inHashOrder(files.map(hashFile)).map(({ path, size, mode }) => ({
    path,
    size,
    mode: mode === 0o755 ? '755' : '644',
  }));
}

function stepOf<Kind extends StepKind>(
  { steps }: ReleasePlan,
  kind: Kind,
): Extract<ReleaseStep, { kind: Kind }> | undefined {
  return steps.find((step): step is Extract<ReleaseStep, { kind: Kind }> => step.kind === kind);
}
