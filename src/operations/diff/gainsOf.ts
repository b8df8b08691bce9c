import type { Finding } from '../../audit/Finding.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { type Abilities, abilitiesOf } from './abilitiesOf.ts';

/** What one version can do that another could not. */
export interface Gains extends Abilities {
  /** What the audit finds in the new files and did not find in the old ones. */
  readonly findings: readonly Finding[];
}

/** Compares what two versions of a skill can do. */
export function gainsOf(from: readonly SkillFile[], to: readonly SkillFile[]): Gains {
  const before = abilitiesOf(from);
  const after = abilitiesOf(to);
  const gained = (key: keyof Abilities): readonly string[] => {
    const known = new Set(before.abilities[key]);
    return after.abilities[key].filter((value) => !known.has(value));
  };
  const found = new Set(before.findings.map(findingKey));
  return {
    scripts: gained('scripts'),
    executables: gained('executables'),
    allowedTools: gained('allowedTools'),
    hosts: gained('hosts'),
    commands: gained('commands'),
    dependencies: gained('dependencies'),
    findings: after.findings.filter((finding) => !found.has(findingKey(finding))),
  };
}

/** True where there is nothing to say. */
export function hasNoGains(gains: Gains): boolean {
  return Object.values(gains).every((list: readonly unknown[]) => list.length === 0);
}

/** The line may move; what was found and where it stands do not. */
function findingKey({ id, path, message }: Finding): string {
  return `${id}\0${path}\0${message}`;
}
