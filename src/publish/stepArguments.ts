import { pushArguments } from '../git/push.ts';
import { type ReleasePlan, type ReleaseStep, skillFileOf } from './ReleasePlan.ts';

const PATTERN = /[*?[\\:]/;

/**
 * What git is given for a step, in the root of the repository; null for a step that is not git's.
 * `commit` is what is tagged and pushed: an id, or `HEAD`.
 * Stashing is quiet, because git is ended by its first word to a Paks that was killed: after the stash is
 * made, and before the files are as they should be.
 */
export function stepArguments(
  step: ReleaseStep,
  plan: ReleasePlan,
  commit: string,
): readonly string[] | null {
  switch (step.kind) {
    case 'stash':
      return ['stash', 'push', '--quiet', `--message=${step.message}`];
    case 'commit':
      return commitArguments(step, plan);
    case 'tag':
      return tagArguments(step, plan, commit);
    case 'unstash':
      return ['stash', 'pop', '--quiet'];
    case 'push':
      return pushArguments({ ...step, tag: plan.tag, commit });
    case 'write':
    case 'notify':
      return null;
  }
}

/**
 * `--only` gives hooks an index of their own, and what they add to it is missing from the real one; so it
 * is used just where something else is staged.
 */
function commitArguments(
  { message, alone }: Extract<ReleaseStep, { kind: 'commit' }>,
  plan: ReleasePlan,
): readonly string[] {
  const path = skillFileOf(plan);
  const literal = PATTERN.test(path) ? ['--literal-pathspecs'] : [];
  const how = alone ? '--only' : '--include';
  return [...literal, 'commit', `--message=${message}`, how, '--', path];
}

/**
 * A message alone makes a tag annotated, and leaves it to the user's `tag.gpgSign` and
 * `tag.forceSignAnnotated` whether it is signed; `--annotate` would overrule the latter.
 */
function tagArguments(
  { message, replaces }: Extract<ReleaseStep, { kind: 'tag' }>,
  { tag }: ReleasePlan,
  commit: string,
): readonly string[] {
  const kind = message === null ? ['--no-sign'] : ['--cleanup=whitespace', `--message=${message}`];
  return ['tag', ...(replaces === null ? [] : ['--force']), ...kind, '--', tag, commit];
}
