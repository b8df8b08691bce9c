import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import * as semver from 'semver';
import type { LockedSkill } from '../../../src/model/Lockfile.ts';
import { rounds } from '../../helpers/rounds.ts';
import { locked, MemoryProvider } from './MemoryProvider.ts';
import { flawsOf, hasSolution, type Universe, without } from './oracle.ts';
import { solved } from './solve.ts';

const ids = ['a/a', 'a/b', 'a/c', 'a/d', 'a/e', 'a/f'];
const versions = ['1.0.0', '1.1.0', '2.0.0', '2.1.0-beta.1', '3.0.0'];
const range = fc.constantFrom(
  '^1.0.0',
  '1.0.0',
  '>=1.1.0',
  '^2.0.0',
  '<3.0.0',
  '>=2.0.0',
  '1.1.0 || 3.0.0',
  '^2.1.0-beta',
  '>=1.0.0 <3.0.0',
  '9.0.0',
);
const wishes = fc.dictionary(fc.constantFrom(...ids), range, { maxKeys: 3 });
const skill = fc.dictionary(fc.constantFrom(...versions), fc.record({ needs: wishes }));
const universe: fc.Arbitrary<Universe> = fc
  .tuple(...ids.map(() => skill))
  .map((skills) => Object.fromEntries(skills.map((each, index) => [ids[index] ?? '', each])));

function lockOf(all: Universe, solution: ReadonlyMap<string, string>): LockedSkill[] {
  return [...solution].map(([id, version]) => locked(id, version, all[id]?.[version]?.needs ?? {}));
}

/** The locked skills that need one, near or far. */
function dependentsOf(name: string, lock: readonly LockedSkill[]): ReadonlySet<string> {
  const above = new Set<string>([name]);
  for (let size = 0; size < above.size; ) {
    size = above.size;
    for (const { id, dependencies } of lock) {
      if (dependencies.some((each) => above.has(each.id))) above.add(id);
    }
  }
  return above;
}

describe('over random universes', () => {
  test('S1, S2, S3: there is a solution exactly where trying everything finds one, and it is sound', async () => {
    let solvable = 0;
    await fc.assert(
      fc.asyncProperty(wishes, universe, fc.boolean(), async (roots, skills, isLazy) => {
        const provider = new MemoryProvider(skills, { isLazy });
        const solution = await solved({ roots, skills, provider });
        expect(solution !== null).toBe(hasSolution(roots, skills));
        if (solution === null) return;
        solvable++;
        expect(flawsOf(roots, skills, solution)).toEqual([]);
      }),
      { numRuns: rounds(3000, 1000) },
    );
    expect(solvable).toBeGreaterThan(rounds(300, 100));
  });

  test('S10: the order in which a registry lists things never matters', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, universe, fc.integer(), async (roots, skills, seed) => {
        const turned = (list: readonly unknown[]) =>
          seed % 2 === 0 ? [...list].reverse() : [...list];
        const arrange = <Item>(list: readonly Item[]) =>
          turned(list.slice(1).concat(list.slice(0, 1))) as Item[];
        const shuffled = new MemoryProvider(skills, { arrange });
        const backwards = Object.fromEntries(Object.entries(roots).reverse());
        expect(await solved({ roots: backwards, skills, provider: shuffled })).toEqual(
          await solved({ roots, skills }),
        );
      }),
      { numRuns: rounds(1000, 400) },
    );
  });

  test('S4, S11: a lock that answers the manifest is kept as it is, without a single question', async () => {
    await fc.assert(
      fc.asyncProperty(wishes, universe, async (roots, skills) => {
        const solution = await solved({ roots, skills });
        if (solution === null) return;
        const provider = new MemoryProvider(skills);
        const again = await solved({ roots, skills, locked: lockOf(skills, solution), provider });
        expect(again).toEqual(solution);
        expect([...provider.requests]).toEqual([]);
      }),
      { numRuns: rounds(1000, 400) },
    );
  });

  test('S4: a new wish moves no lock where it can be met without', async () => {
    await fc.assert(
      fc.asyncProperty(
        wishes,
        fc.constantFrom(...ids),
        range,
        universe,
        async (roots, id, wish, skills) => {
          const before = await solved({ roots, skills });
          if (before === null || before.has(id)) return;
          const after = await solved({
            roots: { ...roots, [id]: wish },
            skills,
            locked: lockOf(skills, before),
          });
          const frozen = without(
            skills,
            (each, version) => (before.get(each) ?? version) === version,
          );
          const all = { ...roots, [id]: wish };
          expect(after !== null).toBe(hasSolution(all, skills));
          if (after === null || !hasSolution(all, frozen)) return;
          for (const [each, version] of before)
            expect([each, after.get(each)]).toEqual([each, version]);
        },
      ),
      { numRuns: rounds(2000, 700) },
    );
  });
});

describe('update NAME, over random universes', () => {
  test('S5: moves neither what the manifest asks for nor what depends on it, and never backwards', async () => {
    let moved = 0;
    await fc.assert(
      fc.asyncProperty(wishes, universe, fc.nat(5), async (roots, skills, pick) => {
        const old = without(skills, (_, version) => version !== '3.0.0');
        const before = await solved({ roots, skills: old });
        if (before === null || before.size === 0) return;
        const name = [...before.keys()][pick % before.size] ?? '';
        const lock = lockOf(skills, before);
        const after = await solved({ roots, skills, locked: lock, unlock: [name] });
        expect(after).not.toBeNull();
        if (after === null) return;
        expect(flawsOf(roots, skills, after)).toEqual([]);
        const still = new Set([...Object.keys(roots), ...dependentsOf(name, lock)]);
        still.delete(name);
        for (const id of still) {
          const isDropped = !(id in roots) && !after.has(id);
          if (!isDropped) expect([id, after.get(id)]).toEqual([id, before.get(id)]);
        }
        const [from, to] = [before.get(name), after.get(name)];
        if (from !== undefined && to !== undefined) {
          expect(semver.gte(to, from)).toBe(true);
          if (to !== from) moved++;
        }
      }),
      { numRuns: 2000 },
    );
    expect(moved).toBeGreaterThan(5);
  });
});
