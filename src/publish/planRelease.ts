import { PaksError } from '../errors/PaksError.ts';
import { refuseRelease } from './refuseRelease.ts';
import type { ReleaseFacts, ReleaseWishes } from './ReleaseFacts.ts';
import type { ReleasePlan, ReleaseStep } from './ReleasePlan.ts';
import { tagMessage } from './tagMessage.ts';

/**
 * Everything that one release takes, in order (`docs/spec/publishing.md`). Pure. Throws what
 * `refuseRelease` throws, and `HEAD_DETACHED` where a commit would belong to no branch.
 */
export function planRelease(facts: ReleaseFacts, wishes: ReleaseWishes): ReleasePlan {
  refuseRelease(facts, wishes);
  if (facts.rewrites && (wishes.branch ?? facts.currentBranch) === null) throw detached();
  const { name, directory, from, version, tag, integrity } = facts;
  return {
    name,
    directory,
    from,
    version,
    tag,
    base: facts.commit,
    integrity,
    steps: [
      ...aside(facts, wishes, stashStep),
      ...versionSteps(facts, wishes),
      tagStep(facts, wishes),
      ...aside(facts, wishes, unstashStep),
      ...pushSteps(facts, wishes),
      ...notifySteps(facts, wishes),
    ],
  };
}

type MakeStep = (message: string) => ReleaseStep;

const stashStep: MakeStep = (message) => ({ kind: 'stash', message });
const unstashStep: MakeStep = (message) => ({ kind: 'unstash', message });

/** Changes come back as soon as commit and tag are made: a push that hangs does not keep them away. */
function aside(
  { tag, now }: ReleaseFacts,
  { changes }: ReleaseWishes,
  make: MakeStep,
): ReleaseStep[] {
  return changes === 'stash' ? [make(`paks publish ${tag} (${now})`)] : [];
}

function versionSteps(
  { rewrites, version }: ReleaseFacts,
  { changes }: ReleaseWishes,
): readonly ReleaseStep[] {
  if (!rewrites) return [];
  const message = `chore: bump version to ${version}`;
  return [{ kind: 'write' }, { kind: 'commit', message, alone: changes === 'leave' }];
}

function tagStep(facts: ReleaseFacts, { lightweight, message, force }: ReleaseWishes): ReleaseStep {
  const written = message ?? tagMessage({ ...facts, publishedAt: facts.now });
  return {
    kind: 'tag',
    message: lightweight ? null : written,
    replaces: force ? facts.localTag : null,
  };
}

function pushSteps(facts: ReleaseFacts, wishes: ReleaseWishes): readonly ReleaseStep[] {
  const { remote } = facts;
  if (remote === null) return [];
  const force = wishes.force && remote.hasTag;
  return [{ kind: 'push', remote: remote.name, branch: pushedBranch(facts, wishes), force }];
}

/** Null where the remote's branch has everything already, or a detached HEAD adds nothing to one. */
function pushedBranch(facts: ReleaseFacts, wishes: ReleaseWishes): string | null {
  const there = facts.remote?.branch;
  if (!facts.rewrites && (there === 'same' || there === 'ahead')) return null;
  return wishes.branch ?? facts.currentBranch;
}

function notifySteps(
  { registry, remote }: ReleaseFacts,
  wishes: ReleaseWishes,
): readonly ReleaseStep[] {
  if (registry === null || remote === null) return [];
  const { name, repository } = registry;
  const { account } = wishes;
  return [
    { kind: 'notify', registry: name, repository, account, flags: notifyFlags(wishes, repository) },
  ];
}

/** Whatever else of the command line decided what the registry is told; never a password in an address. */
function notifyFlags(wishes: ReleaseWishes, repository: string): readonly string[] {
  const { remote, registry, account } = wishes;
  const said = { remote, registry, repository: wishes.repository && repository, account };
  return Object.entries(said).flatMap(([name, value]) =>
    value === null ? [] : [`--${name}=${value}`],
  );
}

function detached(): PaksError {
  return new PaksError('HEAD_DETACHED', {
    message: 'HEAD is detached, so the commit of the new version would be on no branch',
    hint: 'check out a branch: `git switch main`; or name the one to push to with `--branch`',
  });
}
