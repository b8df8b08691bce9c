import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Incompatibility } from '../../../src/resolver/Incompatibility.ts';
import { Search } from '../../../src/resolver/Search.ts';
import { has, type VersionSet } from '../../../src/resolver/VersionSet.ts';

const VARIABLES = 5;
const SIZE = 4;
const ABSENT = SIZE - 1;
const EVERYTHING = 2 ** SIZE - 1;

const set = fc.integer({ min: 1, max: EVERYTHING - 1 }).map((bits): VersionSet => [bits]);
const fact = fc
  .dictionary(fc.constantFrom('0', '1', '2', '3', '4'), set, { minKeys: 1, maxKeys: 3 })
  .map((sets): Incompatibility => {
    const terms = Object.entries(sets).map(([variable, each]) => ({
      variable: Number(variable),
      set: each,
    }));
    return { terms, cause: { kind: 'sources' } };
  });

/** Every choice of one selected position for each variable that violates none of the facts. */
function solutionsOf(facts: readonly Incompatibility[]): number[][] {
  const found: number[][] = [];
  for (let code = 0; code < ABSENT ** VARIABLES; code++) {
    const choice = Array.from(
      { length: VARIABLES },
      (_, each) => Math.floor(code / ABSENT ** each) % ABSENT,
    );
    const isViolated = facts.some(({ terms }) =>
      terms.every((term) => has(term.set, choice[term.variable] ?? 0)),
    );
    if (!isViolated) found.push(choice);
  }
  return found;
}

/** Tells one fact at a time, each after one more decision, and returns what is chosen in the end. */
function searched(facts: readonly Incompatibility[]): number[] | null {
  const search = new Search();
  for (let variable = 0; variable < VARIABLES; variable++) {
    search.addVariable({ size: SIZE, favourite: -1, urgency: null });
    search.add({ terms: [{ variable, set: [1 << ABSENT] }], cause: { kind: 'sources' } });
  }
  const untold = [...facts];
  for (;;) {
    if (search.propagate() !== null) return null;
    const variable = search.next();
    if (variable !== -1) search.decide(variable, search.candidate(variable));
    const next = untold.pop();
    if (next === undefined && variable === -1) break;
    if (next === undefined) continue;
    search.add(next);
    for (const term of next.terms) search.touch(term.variable);
  }
  return Array.from({ length: VARIABLES }, (_, variable) => search.candidate(variable));
}

describe('a search', () => {
  test('S1: finds a choice exactly where there is one, whenever it is told the facts', () => {
    let refuted = 0;
    fc.assert(
      fc.property(fc.array(fact, { minLength: 8, maxLength: 40 }), (facts) => {
        const present = solutionsOf(facts);
        const chosen = searched(facts);
        if (present.length === 0) refuted++;
        expect(chosen !== null).toBe(present.length > 0);
        if (chosen !== null) expect(present).toContainEqual(chosen);
      }),
      { numRuns: 500 },
    );
    expect(refuted).toBeGreaterThan(20);
  });
});
