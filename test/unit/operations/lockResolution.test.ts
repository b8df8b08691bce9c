import { describe, expect, test } from '@jest/globals';
import { FetcherProvider, type SourceReaders } from '../../../src/fetchers/FetcherProvider.ts';
import { type Locator, sourceOf } from '../../../src/model/Locator.ts';
import type { LockedSkill, Lockfile } from '../../../src/model/Lockfile.ts';
import { parseVersion } from '../../../src/model/Range.ts';
import { type LockingOptions, lockResolution } from '../../../src/operations/lockResolution.ts';
import type { ResolvedSkill } from '../../../src/resolver/Resolution.ts';
import { edge, gitSkill, registrySkill } from '../lockfile/lockedSkills.ts';

/** Sources that locate exactly these skills, and what they were asked. */
function sources(...offered: readonly Locator[]) {
  const asked: string[] = [];
  const reader = {
    candidates: async () => [],
    dependencies: async () => [],
    locate: async (id: string) => {
      asked.push(id);
      const found = offered.find((locator) => locator.id === id);
      if (found === undefined) throw new Error(`nobody offers ${id}`);
      return { ...found, dependencies: undefined };
    },
  };
  const readers = { registry: reader, git: reader, path: reader } as unknown as SourceReaders;
  return { asked, provider: new FetcherProvider(readers, undefined) };
}

function resolved({ id, version, pin, dependencies }: LockedSkill): ResolvedSkill {
  const rest = { yanked: false, overridden: false, pinned: false, wasLocked: false };
  return { id, version, source: sourceOf(pin), dependencies, ...rest };
}

const NOTHING_FREE: LockingOptions = { unlock: new Set(), acceptMovedTag: false };
const ALL_FREE: LockingOptions = { unlock: 'all', acceptMovedTag: false };

/** Locks `chosen` where `locked` stood before and the sources offer `offered`. */
async function relock(
  {
    locked,
    chosen,
    offered = chosen,
  }: Record<'locked' | 'chosen', LockedSkill[]> & {
    offered?: LockedSkill[];
  },
  options: LockingOptions,
): Promise<{ lockfile: Lockfile; asked: string[] }> {
  const { provider, asked } = sources(...offered);
  const skills = new Map(chosen.map((skill) => [skill.id, resolved(skill)]));
  const lockfile = await lockResolution({ skills, notes: [] }, locked, provider, options);
  return { lockfile, asked };
}

describe('lockResolution', () => {
  const base = registrySkill('a/base', '1.0.0');
  const app = registrySkill('a/app', '1.0.0', [edge('a/base', '^1')]);
  const tag = (digit: string) => gitSkill('pdf', { kind: 'tag', name: 'v1.0.0' }, digit);
  const branch = (digit: string) => gitSkill('pdf', { kind: 'branch', name: 'main' }, digit);

  test('sorts by id and asks only for what moved', async () => {
    const { lockfile, asked } = await relock({ locked: [base], chosen: [base, app] }, NOTHING_FREE);
    expect(lockfile.skills.map(({ id }) => id)).toEqual(['a/app', 'a/base']);
    expect(asked).toEqual(['a/app']);
  });

  test('takes the new edges of what did not move', async () => {
    const edited = { ...app, dependencies: [edge('a/other', '*')] };
    const { lockfile } = await relock({ locked: [app], chosen: [edited] }, NOTHING_FREE);
    expect(lockfile.skills).toEqual([edited]);
  });

  test('an update of what did not move keeps the content hash that only the bytes could tell', async () => {
    const locked = branch('a');
    const offered = [{ ...locked, integrity: null }];
    const { lockfile } = await relock({ locked: [locked], chosen: [locked], offered }, ALL_FREE);
    expect(lockfile.skills).toEqual([locked]);
  });

  test('a branch may move', async () => {
    const moved = { ...branch('b'), version: parseVersion('0.0.0-20260802.bbbbbbb') };
    const offered = [{ ...moved, integrity: null }];
    const { lockfile } = await relock(
      { locked: [branch('a')], chosen: [moved], offered },
      ALL_FREE,
    );
    expect(lockfile.skills).toEqual(offered);
  });

  test('T10: a tag on another commit is refused, with both commits', async () => {
    const moving = relock({ locked: [tag('a')], chosen: [tag('b')] }, ALL_FREE);
    await expect(moving).rejects.toMatchObject({
      code: 'TAG_MOVED',
      message: `version \`1.0.0\` of \`pdf\` moved: it was ${'a'.repeat(12)} and is now ${'b'.repeat(12)}`,
      hint: expect.stringContaining('paks update pdf --accept-moved-tag'),
    });
  });

  test('T10: a tag whose name is no version is refused as well, updated or resolved anew', async () => {
    const before = { ...tag('a'), version: parseVersion('0.0.0-20260801.aaaaaaa') };
    const after = { ...tag('b'), version: parseVersion('0.0.0-20260802.bbbbbbb') };
    for (const options of [ALL_FREE, NOTHING_FREE]) {
      const moving = relock({ locked: [before], chosen: [after] }, options);
      await expect(moving).rejects.toMatchObject({ code: 'TAG_MOVED' });
    }
  });

  test('T10: other content under a version that a registry served before is refused', async () => {
    const other = registrySkill('a/base', '1.0.0', [], 'other');
    const moving = relock({ locked: [base], chosen: [base], offered: [other] }, ALL_FREE);
    await expect(moving).rejects.toMatchObject({
      code: 'TAG_MOVED',
      data: { from: base.integrity, to: other.integrity },
    });
  });

  test('T10: of one commit the contents are named, which a lock that was edited has wrong', async () => {
    const pin = { ...base.pin, commit: 'a'.repeat(40) } as LockedSkill['pin'];
    const [before, other] = [base, registrySkill('a/base', '1.0.0', [], 'other')].map((skill) => ({
      ...skill,
      pin,
    })) as [LockedSkill, LockedSkill];
    const moving = relock({ locked: [before], chosen: [before], offered: [other] }, ALL_FREE);
    await expect(moving).rejects.toMatchObject({
      data: { from: before.integrity, to: other.integrity },
    });
  });

  test('--accept-moved-tag takes the new commit and the new content', async () => {
    const accepting = { ...ALL_FREE, acceptMovedTag: true };
    const fresh = { ...tag('b'), integrity: null };
    const git = await relock(
      { locked: [tag('a')], chosen: [tag('b')], offered: [fresh] },
      accepting,
    );
    expect(git.lockfile.skills).toEqual([fresh]);

    const other = registrySkill('a/base', '1.0.0', [], 'other');
    const offered = { locked: [base], chosen: [base], offered: [other] };
    expect((await relock(offered, accepting)).lockfile.skills).toEqual([other]);
  });
});
