import type { Integrity } from '../../../src/model/Integrity.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import { parseVersion } from '../../../src/model/Range.ts';
import type { ReleaseFacts, ReleaseWishes } from '../../../src/publish/ReleaseFacts.ts';

const INTEGRITY = `sha256-${'A'.repeat(43)}=` as Integrity;

/** Another content than that of {@link facts}. */
export const OTHER_INTEGRITY = `sha256-${'B'.repeat(43)}=` as Integrity;

/** The object that an annotated tag is. */
export const OLD_TAG = 'c'.repeat(40);

/** A release that nothing stands against: a bump in a repository of one skill. */
export function facts(changes: Partial<ReleaseFacts> = {}): ReleaseFacts {
  return {
    name: 'deploy',
    description: 'Deploys things',
    directory: '',
    from: '1.2.2',
    version: parseVersion('1.2.3'),
    rewrites: true,
    integrity: INTEGRITY,
    commit: 'a'.repeat(40) as CommitId,
    currentBranch: 'main',
    tag: 'v1.2.3',
    localTag: null,
    earlier: null,
    remote: { name: 'origin', hasTag: false, branch: 'behind' },
    registry: { name: 'paks', repository: 'https://git.test/acme/deploy', indexed: null },
    now: Date.parse('2026-01-15T10:30:00.123Z'),
    ...changes,
  };
}

/** What an author wants who says `--bump patch`. */
export function wishes(changes: Partial<ReleaseWishes> = {}): ReleaseWishes {
  return {
    namesVersion: true,
    commit: true,
    lightweight: false,
    message: null,
    force: false,
    branch: null,
    changes: 'clean',
    account: null,
    remote: null,
    registry: null,
    repository: null,
    ...changes,
  };
}
