import { PaksError } from '../../errors/PaksError.ts';
import { VersionRanges } from '../../lockfile/VersionRanges.ts';
import { type Locator, sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import { type ManifestPin, pinnedTo } from '../../model/ManifestPin.ts';
import { sourceKey } from '../../model/Source.ts';

/**
 * The pin that holds an entry of the manifest where it is locked; without a reason it keeps the one of
 * a pin to the same place. Throws `LOCKFILE_OUTDATED` where the lock does not have the entry, and
 * `NOT_PINNABLE` where its source has nothing to hold.
 */
export function pinFor(
  entry: ManifestSkill,
  locked: LockedSkill | undefined,
  reason: string | null,
): ManifestPin {
  const { id, source, range, pin: before } = entry;
  if (
    locked === undefined ||
    sourceKey(sourceOf(locked.pin)) !== sourceKey(source) ||
    !new VersionRanges().accepts(range, locked.version)
  ) {
    throw new PaksError('LOCKFILE_OUTDATED', {
      message: `\`paks.lock\` does not hold \`${id}\` as \`paks.toml\` asks for it, so there is nothing to pin it to`,
      hint: 'run `paks install` first',
    });
  }
  const target = targetOf(locked);
  const isSame = before !== undefined && pinnedTo(before) === pinnedTo(target);
  return { ...target, reason: reason ?? (isSame ? before.reason : undefined) };
}

function targetOf({ id, version, pin }: Locator): ManifestPin {
  if (pin.kind === 'registry') return { kind: 'version', version };
  if (pin.kind !== 'git') throw notPinnable(id, 'what is on this disk moves only when you move it');
  switch (pin.reference.kind) {
    case 'versions':
      return { kind: 'version', version };
    case 'default':
    case 'branch':
      return { kind: 'commit', commit: pin.commit };
    case 'tag':
      throw notPinnable(id, `its entry names the tag \`${pin.reference.name}\` and stays there`);
    case 'commit':
      throw notPinnable(id, 'its entry names one commit with `rev` and stays there');
  }
}

function notPinnable(id: string, why: string): PaksError {
  return new PaksError('NOT_PINNABLE', { message: `\`${id}\` needs no pin: ${why}` });
}
