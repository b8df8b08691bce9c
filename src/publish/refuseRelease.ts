import { PaksError } from '../errors/PaksError.ts';
import type { ReleaseFacts, ReleaseWishes, RemoteFacts } from './ReleaseFacts.ts';
import { shellLine } from './shellQuote.ts';
import { notifyCommand } from './stepCommand.ts';

/**
 * Throws where a release must not be: `VERSION_UNCHANGED`, `REMOTE_TAG_EXISTS`, `TAG_EXISTS`,
 * `VERSION_EXISTS`, `PUSH_REJECTED`, or `USAGE` for wishes that contradict the facts. `force` replaces
 * a tag, never what a registry has indexed. Pure.
 */
export function refuseRelease(facts: ReleaseFacts, wishes: ReleaseWishes): void {
  if (facts.rewrites && !wishes.commit) throw commitNeeded(facts);
  if (!wishes.force) refuseTaken(facts, wishes);
  refuseIndexed(facts);
  if (facts.remote !== null && isRejected(facts, facts.remote.branch, wishes)) {
    throw behind(facts.remote.name, wishes.branch ?? facts.currentBranch ?? 'HEAD');
  }
}

function refuseTaken(facts: ReleaseFacts, { namesVersion }: ReleaseWishes): void {
  const { earlier, remote, version } = facts;
  if (earlier !== null && earlier.changed && !namesVersion) throw unchanged(facts, earlier.tag);
  if (remote?.hasTag === true) throw remoteTagExists(facts, remote.name);
  if (facts.localTag !== null) throw tagExists(facts);
  if (earlier !== null) {
    throw new PaksError('TAG_EXISTS', {
      message: `version ${version} is released already: tag \`${earlier.tag}\` marks it`,
      hint: 'use `--bump` to increment the version',
      data: { tag: earlier.tag },
    });
  }
}

function unchanged({ name, version }: ReleaseFacts, tag: string): PaksError {
  return new PaksError('VERSION_UNCHANGED', {
    message: `\`${name}\` has changed since tag \`${tag}\`, but its version is still ${version}`,
    hint: 'give the change a version of its own: `paks publish --bump patch`',
    data: { tag, version },
  });
}

function tagExists(facts: ReleaseFacts): PaksError {
  const { tag } = facts;
  return new PaksError('TAG_EXISTS', {
    message: `tag \`${tag}\` already exists, in this repository only`,
    hint: `use \`--bump\` to increment the version; or push it and run \`${shellLine(notifyCommand(facts))}\`; or delete it with \`git tag -d ${tag}\``,
    data: { tag },
  });
}

function remoteTagExists(facts: ReleaseFacts, remote: string): PaksError {
  const { tag } = facts;
  return new PaksError('REMOTE_TAG_EXISTS', {
    message: `tag \`${tag}\` already exists on \`${remote}\``,
    hint: `use \`--bump\` to increment the version, or delete the existing tag; \`${shellLine(notifyCommand(facts))}\` only tells the registry of it`,
    data: { tag, remote },
  });
}

function refuseIndexed({ registry, name, version, integrity }: ReleaseFacts): void {
  if (registry === null || registry.indexed === null) return;
  const isSame = registry.indexed === integrity;
  throw new PaksError('VERSION_EXISTS', {
    message: `registry \`${registry.name}\` has \`${name}\` ${version} already${isSame ? '' : ', with other content'}`,
    hint: `${isSame ? 'there is nothing to publish' : 'what is indexed never changes'}; use \`--bump\` to increment the version`,
    data: { registry: registry.name, version },
  });
}

function commitNeeded({ version, from }: ReleaseFacts): PaksError {
  return new PaksError('USAGE', {
    message: `\`--no-commit\` tags what is committed, and there \`SKILL.md\` says ${from ?? 'no version'}, not "${version}"`,
    hint: 'commit the version yourself, or leave out `--no-commit`',
  });
}

/** A branch that only has more is in the way of a new commit, and of nothing else. */
function isRejected(
  { rewrites, currentBranch }: ReleaseFacts,
  there: RemoteFacts['branch'],
  { branch }: ReleaseWishes,
): boolean {
  if (there === 'ahead') return rewrites;
  return there === 'diverged' && (rewrites || (branch ?? currentBranch) !== null);
}

function behind(remote: string, branch: string): PaksError {
  return new PaksError('PUSH_REJECTED', {
    message: `branch \`${branch}\` of \`${remote}\` has commits that are not here, so a push would be rejected`,
    hint: `run \`git pull --rebase ${remote} ${branch}\` and publish again`,
    data: { remote, branch },
  });
}
