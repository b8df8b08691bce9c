import { PaksError } from '../errors/PaksError.ts';
import type { ProcessResult } from '../io/runProcess.ts';

type Failed = Exclude<ProcessResult, { kind: 'missing' }>;

const MOST_LINES = 12;

/** The refusal to work on a repository without the git program; `why` ends "is needed". */
export function gitNotInstalled(why = 'to publish'): PaksError {
  return new PaksError('GIT_PROGRAM', {
    message: `the \`git\` program is needed ${why}, and it is not on the PATH`,
    hint: 'install git (2.31 or newer)',
  });
}

/** A directory that git does not take for a working copy. */
export function notARepository(directory: string, result: Failed): PaksError {
  const said = saidBy(result);
  if (/dubious ownership/.test(said)) {
    return new PaksError('REPOSITORY_MISSING', {
      message: `the git repository of \`${directory}\` belongs to another user of this machine`,
      hint: `if you trust it, run \`git config --global --add safe.directory\` with its path`,
    });
  }
  if (said !== '' && !/not a git repository|must be run in a work tree/.test(said)) {
    return workingCopyFailure('rev-parse', result);
  }
  return new PaksError('REPOSITORY_MISSING', {
    message: `\`${directory}\` is in no git repository, and a release is a git tag`,
    hint: 'run `git init`, commit the skill, and add a remote: `git remote add origin URL`',
    data: { directory },
  });
}

/** What git does not do in a working copy, in its own words: those of hooks and signing programs too. */
export function workingCopyFailure(command: string, result: Failed): PaksError {
  if (result.kind === 'aborted') return new PaksError('INTERRUPTED', { message: 'interrupted' });
  const said = saidBy(result);
  return new PaksError('GIT_REFUSED', {
    message: [`\`git ${command}\` failed${said === '' ? '' : ':'}`, ...indented(said)],
    hint: 'mend what git names, then go on',
    data: { command, said },
  });
}

/** What git, a hook or a server said on standard error; how it ended where that is all there is. */
export function saidBy(result: Failed): string {
  if (result.kind !== 'exited') return result.kind === 'timeout' ? 'it hangs' : result.kind;
  return result.problems
    .replaceAll('\r', '\n')
    .split('\n')
    .map((line) => line.trimEnd())
    .filter((line) => line !== '' && !line.startsWith('hint: '))
    .slice(-MOST_LINES)
    .join('\n');
}

/** Foreign lines, set apart from those of Paks. */
export function indented(text: string): readonly string[] {
  return text === '' ? [] : text.split('\n').map((line) => `  ${line}`);
}
