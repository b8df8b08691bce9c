import type { Dependency } from '../model/Dependency.ts';
import { sourceOf } from '../model/Locator.ts';
import type { LockedSkill } from '../model/Lockfile.ts';
import type { Version } from '../model/Range.ts';
import { type ManifestPin, pinnedTo } from '../model/ManifestPin.ts';
import type { SkillId } from '../model/SkillId.ts';
import { describeSource } from '../model/Source.ts';

/** One reason why a lock does not answer a manifest. `by` is null for the project itself. */
export type Unsatisfied =
  | {
      readonly kind: 'missing';
      readonly id: SkillId;
      readonly by: SkillId | null;
      readonly wanted: Dependency;
    }
  | {
      readonly kind: 'source' | 'range';
      readonly id: SkillId;
      readonly by: SkillId | null;
      readonly wanted: Dependency;
      readonly locked: LockedSkill;
    }
  | {
      readonly kind: 'override';
      readonly id: SkillId;
      readonly wanted: Dependency;
      readonly locked: LockedSkill;
    }
  /** `node_modules` holds another version, or the same version with other content. */
  | {
      readonly kind: 'package';
      readonly id: SkillId;
      readonly locked: LockedSkill;
      readonly version: Version;
    }
  /** The lock holds another version or commit than the pin. */
  | {
      readonly kind: 'pin';
      readonly id: SkillId;
      readonly pin: ManifestPin;
      readonly locked: LockedSkill;
    }
  /** A local folder asks for other skills than when it was locked. */
  | { readonly kind: 'folder'; readonly id: SkillId }
  /** Nothing asks for it any more. */
  | { readonly kind: 'unreachable'; readonly id: SkillId };

/** A reason as one lower-case clause for people. */
export function describeUnsatisfied(reason: Unsatisfied): string {
  switch (reason.kind) {
    case 'missing':
      return `${asker(reason.by)} asks for \`${reason.id}\`, which is not locked`;
    case 'range':
      return `${asker(reason.by)} asks for \`${reason.id}\` ${reason.wanted.range}, but ${reason.locked.version} is locked`;
    case 'source':
      return `${asker(reason.by)} asks for \`${reason.id}\` from ${describeSource(reason.wanted.source)}, but it is locked from ${lockedSource(reason.locked)}`;
    case 'override':
      return `\`[overrides]\` sets \`${reason.id}\` to ${reason.wanted.range} from ${describeSource(reason.wanted.source)}, but ${reason.locked.version} from ${lockedSource(reason.locked)} is locked`;
    case 'pin':
      return `\`paks.toml\` pins \`${reason.id}\` to ${pinnedTo(reason.pin)}, but ${lockedState(reason)} is locked`;
    case 'folder':
      return `the folder of \`${reason.id}\` asks for other skills than when it was locked`;
    case 'package':
      return reason.version === reason.locked.version
        ? `${lockedSource(reason.locked)} holds other content for \`${reason.id}\` than was locked at ${reason.version}`
        : `\`node_modules\` holds ${reason.version} for \`${reason.id}\`, but ${reason.locked.version} is locked`;
    case 'unreachable':
      return `\`${reason.id}\` is locked, but nothing asks for it`;
  }
}

function asker(by: SkillId | null): string {
  return by === null ? '`paks.toml`' : `\`${by}\``;
}

function lockedSource(locked: LockedSkill): string {
  return describeSource(sourceOf(locked.pin));
}

/** The locked version, or the commit where that is what the pin names. */
function lockedState({ pin, locked }: Extract<Unsatisfied, { readonly kind: 'pin' }>): string {
  return pin.kind === 'commit' && locked.pin.kind === 'git' ? locked.pin.commit : locked.version;
}
