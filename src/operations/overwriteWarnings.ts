import { type Target, targetPath } from '../linker/Link.ts';
import type { LinkPlan } from '../linker/LinkPlan.ts';
import type { InstallWarning } from './InstallResult.ts';

/** How what was overwritten is told. */
export interface OverwriteNames {
  /** A path as a person reads it. */
  readonly shown: (path: string) => string;
  /** Where what was there is kept now, by the target's path; empty in a dry run. */
  readonly backups: ReadonlyMap<string, string>;
}

/** One warning for each directory that held something of the user's own and is replaced or removed by force. */
export function overwriteWarnings(
  { replace, remove }: LinkPlan,
  names: OverwriteNames,
): readonly InstallWarning[] {
  const told = (target: Target, why: string, what: string) =>
    overwritten(targetPath(target), `${why} and is ${what}`, names);
  return [
    ...replace.flatMap(({ link, found }) =>
      found === 'ours' ? [] : [told(link, REASONS[found], 'replaced')],
    ),
    ...remove.flatMap(({ target, edited }) =>
      edited ? [told(target, REASONS.edited, 'removed')] : [],
    ),
  ];
}

const REASONS = { edited: 'was edited', foreign: 'was not put there by Paks' } as const;

function overwritten(
  path: string,
  what: string,
  { shown, backups }: OverwriteNames,
): InstallWarning {
  const backup = backups.get(path);
  return {
    code: 'overwritten',
    message: `\`${shown(path)}\` ${what}`,
    hint:
      backup === undefined
        ? 'a copy of what it held goes to `.paks/backup`'
        : `what it held is kept in \`${shown(backup)}\``,
  };
}
