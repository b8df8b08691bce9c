import { PaksError } from '../../errors/PaksError.ts';
import type { PublishInput } from './PublishInput.ts';

/** What each of these excludes. */
const EXCLUDED: readonly (readonly [string, readonly string[]])[] = [
  ['--bump', ['--version', '--no-commit']],
  ['--version', ['--no-commit']],
  ['--lightweight', ['--message']],
  ['--stash', ['--allow-dirty']],
];

/** What makes a release, and has no meaning where none is made. */
const MAKING = [
  '--bump',
  '--version',
  '--tag-prefix',
  '--lightweight',
  '--message',
  '--no-commit',
  '--no-push',
  '--skip-registry',
  '--force',
  '--stash',
  '--allow-dirty',
  '--branch',
];

/** Wishes by which no release is made. */
const LONE = ['--tag', '--continue', '--abort'];

/** Throws `USAGE` for wishes that contradict each other. */
export function checkWishes(input: PublishInput): void {
  const given = new Set(flagsOf(input));
  for (const [flag, others] of [...EXCLUDED, ...LONE.map((flag) => [flag, MAKING] as const)]) {
    const other = others.find((candidate) => given.has(candidate));
    if (given.has(flag) && other !== undefined) throw both(flag, other);
  }
  if (input.preid !== null && input.bump !== 'prerelease') {
    throw new PaksError('USAGE', {
      message: '`--preid` is the word of a prerelease',
      hint: 'pass `--bump prerelease` too',
    });
  }
  if (input.message?.trim() === '') {
    throw new PaksError('USAGE', {
      message: 'the message of a tag cannot be empty',
      hint: 'say what changed, or leave `--message` out',
    });
  }
}

function flagsOf(input: PublishInput): readonly string[] {
  const { bump, version, tagPrefix, message, branch, tag, unfinished } = input;
  const { lightweight, force, stash, allowDirty, commit, push, notify } = input;
  const given: Readonly<Record<string, boolean>> = {
    '--bump': bump !== null,
    '--version': version !== null,
    '--tag-prefix': tagPrefix !== null,
    '--message': message !== null,
    '--branch': branch !== null,
    '--tag': tag !== null,
    '--lightweight': lightweight,
    '--force': force,
    '--stash': stash,
    '--allow-dirty': allowDirty,
    '--no-commit': !commit,
    '--no-push': !push,
    '--skip-registry': push && !notify,
    '--continue': unfinished === 'continue',
    '--abort': unfinished === 'abort',
  };
  return Object.keys(given).filter((flag) => given[flag]);
}

function both(first: string, second: string): PaksError {
  return new PaksError('USAGE', {
    message: `\`${first}\` and \`${second}\` cannot both be had`,
    hint: 'leave one of them out',
  });
}
