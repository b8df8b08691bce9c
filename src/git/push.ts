import { isPaksError, PaksError } from '../errors/PaksError.ts';
import type { ProcessResult } from '../io/runProcess.ts';
import { explainGitFailure } from './gitFailure.ts';
import type { WorkingCopy } from './WorkingCopy.ts';
import { indented, saidBy } from './workingCopyFailure.ts';
import { parsePush, type PushedReference } from './workingCopyOutput.ts';

/** What is pushed, together or not at all where the server can do that. */
export interface PushRequest {
  readonly remote: string;
  /** What the branch is set to: a commit's id, or `HEAD`. */
  readonly commit: string;
  /** Null where only the tag goes. */
  readonly branch: string | null;
  readonly tag: string;
  /** Replaces the tag there; the branch is never forced. */
  readonly force: boolean;
}

type Ended = Exclude<ProcessResult, { kind: 'missing' }>;

const NO_ATOMIC = /does not support --atomic/;

/** The one command that pushes branch and tag together. */
export function pushArguments(request: PushRequest): readonly string[] {
  return ['push', '--atomic', '--', request.remote, ...refspecs(request)];
}

/**
 * Pushes branch and tag: at once, or, where the server knows no atomic push, first the branch and then
 * the tag, so that a tag is never there without its commit's branch. Doing it twice is harmless.
 * Throws `PUSH_REJECTED`, `AUTH_REQUIRED`, `FORBIDDEN` or a network code.
 */
export async function push(copy: WorkingCopy, request: PushRequest): Promise<void> {
  const { remote } = request;
  const atomic = await copy.run([
    'push',
    '--porcelain',
    '--atomic',
    '--',
    remote,
    ...refspecs(request),
  ]);
  if (isDone(atomic)) return;
  if (!NO_ATOMIC.test(saidBy(atomic))) throw pushFailure(request, atomic);
  for (const refspec of refspecs(request)) {
    const result = await copy.run(['push', '--porcelain', '--', remote, refspec]);
    if (!isDone(result)) throw pushFailure(request, result);
  }
}

/**
 * Asks the server whether the user may push to it, without pushing anything or running a
 * hook: finds out who may not write, before anything is changed. Throws as {@link push} does.
 */
export async function tryPush(copy: WorkingCopy, remote: string): Promise<void> {
  const args = ['push', '--dry-run', '--no-verify', '--porcelain', '--', remote];
  const result = await copy.run([...args, '+HEAD:refs/tags/paks-publish']);
  if (!isDone(result)) throw pushFailure({ remote, branch: null, tag: '' }, result);
}

function refspecs({ commit, branch, tag, force }: PushRequest): readonly string[] {
  return [
    ...(branch === null ? [] : [`${commit}:refs/heads/${branch}`]),
    `${force ? '+' : ''}refs/tags/${tag}:refs/tags/${tag}`,
  ];
}

function isDone(result: Ended): boolean {
  return result.kind === 'exited' && result.status === 0;
}

type Subject = Pick<PushRequest, 'remote' | 'branch' | 'tag'>;

function pushFailure(request: Subject, result: Ended): PaksError {
  if (result.kind === 'aborted') return new PaksError('INTERRUPTED', { message: 'interrupted' });
  const pushed = result.kind === 'exited' ? parsePush(Buffer.from(result.output).toString()) : [];
  const rejected = pushed.filter((reference) => reference.rejected);
  // With an atomic push every reference is rejected; the one that is to blame says why.
  const cause = rejected.find(({ summary }) => !summary.includes('atomic')) ?? rejected[0];
  if (cause !== undefined) return rejection(request, cause, saidBy(result));
  const said = saidBy(result);
  if (isRefusedHere(result, said)) return notPushed(request, said);
  return signInFailure(request, said) ?? explainGitFailure(request.remote, 'push', result);
}

/** What git and the server say of a failed connection has `fatal:` or `RPC failed` in it; a hook has the word alone. */
function isRefusedHere(result: Ended, said: string): boolean {
  if (result.kind !== 'exited' || result.status !== 1) return false;
  return /^error: failed to push some refs/m.test(said) && !/^fatal: |RPC failed/m.test(said);
}

function notPushed({ remote }: Subject, said: string): PaksError {
  const words = said.split('\n').filter((line) => !line.startsWith('error: failed to push'));
  return new PaksError('PUSH_REJECTED', {
    message: [
      `nothing was pushed to \`${remote}\`: a hook of this repository, or git itself, is against it`,
      ...indented(words.join('\n')),
    ],
    hint: 'mend what is named; `git push --dry-run` runs the same hook',
    data: { remote, said },
  });
}

function rejection(request: Subject, cause: PushedReference, said: string): PaksError {
  const { remote, branch, tag } = request;
  const isTag = cause.name === `refs/tags/${tag}`;
  const what = isTag ? `tag \`${tag}\`` : `branch \`${branch}\``;
  const reason = /\((.+)\)/.exec(cause.summary)?.[1] ?? cause.summary;
  const remarks = said
    .split('\n')
    .filter((line) => line.startsWith('remote: '))
    .join('\n');
  return new PaksError('PUSH_REJECTED', {
    message: [`\`${remote}\` rejected ${what}: ${reason}`, ...indented(remarks)],
    hint: isTag
      ? `see what is there with \`git ls-remote --tags ${remote}\`; \`--force\` replaces the tag`
      : rejectionHint(reason, { remote, branch }),
    data: { remote, reference: cause.name, reason },
  });
}

function rejectionHint(
  reason: string,
  { remote, branch }: Pick<Subject, 'remote' | 'branch'>,
): string {
  return /fetch first|non-fast-forward|stale|failed to update ref|cannot lock/.test(reason)
    ? `others pushed to it: take the release back, run \`git pull --rebase ${remote} ${branch}\`, and publish again`
    : 'the server has a rule against it: ask its owner; or take the release back, and publish to another branch with `--branch`';
}

/** To reach a repository and to write to it are two rights; null where neither was denied. */
function signInFailure({ remote }: Subject, said: string): PaksError | null {
  if (/error: 403|denied to |not allowed to push|write access/i.test(said)) {
    return new PaksError('FORBIDDEN', {
      message: `\`${remote}\` knows you, but you may not push to it`,
      hint: 'ask its owner for the right to write, or name another remote with `--remote`',
      data: { remote, said },
    });
  }
  if (
    !/authentication failed|could not read (?:username|password)|permission denied \(/i.test(said)
  )
    return null;
  return new PaksError('AUTH_REQUIRED', {
    message: `\`${remote}\` wants to know who pushes, and did not take what your git has for it`,
    hint: `sign in again: check that \`git push --dry-run ${remote}\` works, then publish again`,
    data: { remote, said },
  });
}

/** True for failures after which the same push may succeed. */
export function isPassing(thrown: unknown): boolean {
  return isPaksError(thrown) && PASSING.has(thrown.code);
}

const PASSING: ReadonlySet<string> = new Set([
  'NETWORK_UNREACHABLE',
  'NETWORK_TIMEOUT',
  'NETWORK_TRUNCATED',
  'HTTP_STATUS',
]);
