import { expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  emptyLedger,
  type Ledger,
  type LedgerRow,
  rowsByTarget,
} from '../../../src/linker/Ledger.ts';
import { installedBy, type Target, targetKey, type WantedLink } from '../../../src/linker/Link.ts';
import { isSettled, type LinkPlan } from '../../../src/linker/LinkPlan.ts';
import { planLinks } from '../../../src/linker/planLinks.ts';
import type { Fact } from '../../../src/linker/scanInstalled.ts';
import { rowFor, wantedLink } from '../../helpers/links.ts';

/** One target of a world: what is wanted there, what the ledger says, what is found. */
interface Place {
  readonly wanted: WantedLink | null;
  readonly row: LedgerRow | null;
  readonly fact: Fact;
}

const contents = fc.constantFrom('one', 'two', 'three');

function placeOf(id: string, directory: string): fc.Arbitrary<Place> {
  const link = (content: string): WantedLink => wantedLink(id, { directory, content });
  return fc
    .record({
      wanted: fc.option(contents),
      row: fc.option(contents),
      state: fc.constantFrom('missing', 'recorded', 'touched', 'broken', 'strange'),
      touchedTo: contents,
    })
    .map(({ wanted, row, state, touchedTo }): Place => {
      const recorded = row === null ? null : installedBy(link(row));
      const facts: Record<string, Fact> = {
        missing: { state: 'missing' },
        touched: { state: 'touched', installed: installedBy(link(touchedTo)), fingerprint: 'now' },
        recorded:
          recorded === null
            ? { state: 'foreign', found: 'link' }
            : { state: 'intact', installed: recorded, fingerprint: 'as put there' },
        broken: recorded === null ? { state: 'missing' } : { state: 'broken', installed: recorded },
        strange:
          recorded === null
            ? { state: 'foreign', found: 'directory' }
            : { state: 'modified', installed: recorded, changes: null },
      };
      return {
        wanted: wanted === null ? null : link(wanted),
        row: row === null ? null : rowFor(link(row)),
        fact: facts[state] as Fact,
      };
    });
}

const world = fc.tuple(
  ...['/p/.claude/skills', '/p/.agents/skills'].flatMap((directory) =>
    ['pdf', 'docx', 'acme/deploy'].map((id) => placeOf(id, directory)),
  ),
);

function inputOf(places: readonly Place[], force: boolean) {
  const wanted = places.flatMap((place) => (place.wanted === null ? [] : [place.wanted]));
  const rows = rowsByTarget(places.flatMap(({ row }) => (row === null ? [] : [row])));
  const ledger: Ledger = { ...emptyLedger, rows };
  const facts = new Map(
    places.flatMap(({ wanted: link, row, fact }) => {
      const target = link ?? row;
      return target === null ? [] : [[targetKey(target), fact] as const];
    }),
  );
  return { wanted, ledger, facts, force };
}

const changed = ({ create, replace, remove }: LinkPlan): Target[] => [
  ...create,
  ...replace.map(({ link }) => link),
  ...remove.map(({ target }) => target),
];

const all = (plan: LinkPlan): Target[] => [
  ...changed(plan),
  ...plan.keep.map(({ link }) => link),
  ...plan.edited.map(({ target }) => target),
  ...plan.blocked.map(({ link }) => link),
  ...plan.forget,
];

/** The world as it is once the plan was carried out. */
function after(places: readonly Place[], plan: LinkPlan): Place[] {
  const put = new Map(
    [...plan.create, ...plan.replace.map(({ link }) => link)].map((link) => [
      targetKey(link),
      link,
    ]),
  );
  const gone = new Set([...plan.remove.map(({ target }) => target), ...plan.forget].map(targetKey));
  const kept = new Map(plan.keep.map(({ link, row }) => [targetKey(link), row]));
  return places.map((place): Place => {
    const target = place.wanted ?? place.row;
    if (target === null) return place;
    const key = targetKey(target);
    const link = put.get(key);
    const row = link === undefined ? kept.get(key) : rowFor(link);
    if (row !== undefined) {
      const { installed, fingerprint } = row;
      return {
        ...place,
        row,
        fact: { state: 'intact', installed, fingerprint: fingerprint ?? '' },
      };
    }
    if (gone.has(key)) return { ...place, row: null, fact: { state: 'missing' } };
    return place;
  });
}

test('every target that is wanted or ours stands in exactly one list', () => {
  fc.assert(
    fc.property(world, fc.boolean(), (places, force) => {
      const input = inputOf(places, force);
      const keys = all(planLinks(input)).map(targetKey);
      expect([...keys].sort()).toEqual([...input.facts.keys()].sort());
    }),
  );
});

test('L1: without force nothing foreign or edited is ever created over, replaced or removed', () => {
  fc.assert(
    fc.property(world, (places) => {
      const input = inputOf(places, false);
      for (const target of changed(planLinks(input))) {
        expect(['foreign', 'modified']).not.toContain(input.facts.get(targetKey(target))?.state);
      }
    }),
  );
});

test('with force nothing is blocked and everything wanted is in place afterwards', () => {
  fc.assert(
    fc.property(world, (places) => {
      const plan = planLinks(inputOf(places, true));
      expect([...plan.blocked, ...plan.edited]).toEqual([]);
      for (const { wanted, fact } of after(places, plan)) {
        if (wanted === null) continue;
        expect(fact).toMatchObject({ state: 'intact', installed: installedBy(wanted) });
      }
    }),
  );
});

test('L2: planning again after the plan was carried out changes nothing', () => {
  fc.assert(
    fc.property(world, fc.boolean(), (places, force) => {
      const plan = planLinks(inputOf(places, force));
      const again = planLinks(inputOf(after(places, plan), force));
      expect(isSettled(again)).toBe(true);
      expect(again.forget).toEqual([]);
      expect(again.blocked).toEqual(plan.blocked);
      expect(again.edited).toEqual(plan.edited);
    }),
  );
});
