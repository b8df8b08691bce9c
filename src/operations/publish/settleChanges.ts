import { PaksError } from '../../errors/PaksError.ts';
import { printable } from '../../errors/printable.ts';
import type { Change } from '../../git/workingCopyOutput.ts';
import type { ReleaseWishes } from '../../publish/ReleaseFacts.ts';
import type { Services } from '../Services.ts';
import type { PublishInput } from './PublishInput.ts';

const MOST_SHOWN = 10;

/**
 * Decides what becomes of uncommitted changes to tracked files: by a flag, by asking on a terminal, or not
 * at all. Those of the skill itself can only be put aside, because what is released is what is
 * committed. Throws `WORKING_COPY_DIRTY` with the list.
 */
export async function settleChanges(
  changes: readonly Change[],
  directory: string,
  { input, services }: { readonly input: PublishInput; readonly services: Services },
): Promise<ReleaseWishes['changes']> {
  const tracked = changes.filter(({ kind }) => kind !== 'untracked');
  if (tracked.length === 0) return 'clean';
  if (input.stash) return 'stash';
  const own = tracked.filter(({ path }) => isIn(path, directory));
  if (own.length === 0 && input.allowDirty) return 'leave';
  const { prompter } = services;
  if (prompter === null) throw dirty(tracked, own);
  const answer = await prompter.chooseOne(
    [...describe(tracked).map(printable), 'What becomes of them?'].join('\n'),
    [
      { value: 'stash', label: 'Stash them, and bring them back after the release' },
      ...(own.length > 0
        ? []
        : [{ value: 'leave', label: 'Leave them as they are: none is in the skill' }]),
      { value: 'abort', label: 'Stop here' },
    ],
  );
  if (answer === 'stash' || answer === 'leave') return answer;
  throw dirty(tracked, own);
}

/** Files in the skill's directory that nobody added to git; a release is without them. */
export function untrackedIn(changes: readonly Change[], directory: string): readonly string[] {
  return changes
    .filter(({ kind, path }) => kind === 'untracked' && isIn(path, directory))
    .map(({ path }) => path);
}

function isIn(path: string, directory: string): boolean {
  return directory === '' || path.startsWith(`${directory}/`);
}

function dirty(tracked: readonly Change[], own: readonly Change[]): PaksError {
  return new PaksError('WORKING_COPY_DIRTY', {
    message: describe(tracked),
    hint:
      own.length > 0
        ? 'commit what belongs to the release; `--stash` puts the changes aside meanwhile'
        : 'commit them; or pass `--allow-dirty` (none is in the skill), or `--stash` to put them aside meanwhile',
    data: { changes: tracked.map(({ kind, path }) => ({ kind, path })) },
  });
}

function describe(tracked: readonly Change[]): readonly string[] {
  const shown = tracked.slice(0, MOST_SHOWN).map(({ kind, path }) => `  ${kind}: ${path}`);
  const more = tracked.length - shown.length;
  return ['there are uncommitted changes:', ...shown, ...(more > 0 ? [`  and ${more} more`] : [])];
}
