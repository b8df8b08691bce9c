import type { SkillInfo } from '../../operations/info/InfoResult.ts';

/**
 * How a skill is here, in one line: `Installed (1.2.0) - update available (1.3.0)`; what is newer than
 * any update is told with the range that stands in its way.
 */
export function installedText({ status, registry }: SkillInfo): string {
  if (status === null) return 'Not installed';
  const { version, linked, scope, update, latest } = status;
  const yanked = registry?.versions?.find((each) => each.version === version)?.yanked === true;
  const details = [
    version,
    ...(scope === 'global' ? ['personal'] : []),
    ...(yanked ? ['yanked'] : []),
  ];
  const state = `${linked ? 'Installed' : 'Locked, not installed'} (${details.join(', ')})`;
  const notes: string[] = [];
  if (update !== null) notes.push(`update available (${update})`);
  if (latest !== null && isBeyond(status, latest))
    notes.push(`${latest} is out, but not allowed by ${rangesOf(status)}`);
  if (notes.length === 0 && latest !== null) notes.push('up to date');
  if (status.pin !== null) {
    const why = status.pin.reason === null ? '' : `: ${status.pin.reason}`;
    notes.push(`pinned to ${status.pin.to}${why}`);
  }
  return [state, notes.join('; ')].filter((part) => part !== '').join(' - ');
}

type Status = NonNullable<SkillInfo['status']>;

/** The newest is neither what is installed nor what an update would bring. */
function isBeyond({ version, update, newer }: Status, latest: string): boolean {
  return newer && latest !== version && latest !== update;
}

/** The ranges in the way, with whoever asks for each but the manifest. */
function rangesOf({ requirements }: Status): string {
  const asked = requirements.map(({ by, range }) => `${range}${by === null ? '' : ` (${by})`}`);
  return [...new Set(asked)].join(' and ');
}
