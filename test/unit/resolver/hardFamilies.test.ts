import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { TestVersion } from './MemoryProvider.ts';
import { failureOf, solved } from './solve.ts';

type Needs = Record<string, string>;

/** Versions `1.0.0`, `2.0.0` … that need what the function says, which counts from 1. */
function versions(count: number, needs: (version: number) => Needs): Record<string, TestVersion> {
  const entries = Array.from({ length: count }, (_, index) => [
    `${index + 1}.0.0`,
    { needs: needs(index + 1) },
  ]);
  return Object.fromEntries(entries) as Record<string, TestVersion>;
}

function pigeonholes(pigeons: number, holes: number) {
  const skills: Record<string, Record<string, TestVersion>> = {};
  const roots: Needs = {};
  for (let hole = 1; hole <= holes; hole++) skills[`x/hole${hole}`] = versions(pigeons, () => ({}));
  for (let pigeon = 1; pigeon <= pigeons; pigeon++) {
    roots[`x/pigeon${pigeon}`] = '*';
    skills[`x/pigeon${pigeon}`] = versions(holes, (hole) => ({
      [`x/hole${hole}`]: `${pigeon}.0.0`,
    }));
  }
  return { roots, skills };
}

describe('S1: hard problems', () => {
  test('a chain of 5,000 skills', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {};
    for (let index = 0; index < 5000; index++) {
      skills[`x/c${index}`] = versions(2, () => (index < 4999 ? { [`x/c${index + 1}`]: '*' } : {}));
    }
    const solution = await solved({ roots: { 'x/c0': '*' }, skills });
    expect(solution?.size).toBe(5000);
    expect(solution?.get('x/c4999')).toBe('2.0.0');
  });

  test('a skill that needs 5,000 others', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {};
    const needs: Needs = {};
    for (let index = 0; index < 5000; index++) {
      skills[`x/leaf${index}`] = versions(3, () => ({}));
      needs[`x/leaf${index}`] = '<3.0.0';
    }
    skills['x/hub'] = { '1.0.0': { needs } };
    const solution = await solved({ roots: { 'x/hub': '*' }, skills });
    expect(solution?.size).toBe(5001);
    expect(solution?.get('x/leaf4321')).toBe('2.0.0');
  });

  test.each([true, false])('a diamond over 1,000 versions; solvable: %s', async (isSolvable) => {
    const pick = (version: number, other: number) =>
      isSolvable && version === 1 ? 1 : 2 * version + other;
    const solution = await solved({
      roots: { 'x/left': '*', 'x/right': '*' },
      skills: {
        'x/left': versions(1000, (version) => ({ 'x/low': `${pick(version, 0)}.0.0` })),
        'x/right': versions(1000, (version) => ({ 'x/low': `${pick(version, 1)}.0.0` })),
        'x/low': versions(2001, () => ({})),
      },
    });
    expect(solution?.get('x/left')).toBe(isSolvable ? '1.0.0' : undefined);
  });

  test('a hundred versions of each of thirty skills that end in nothing', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {
      'x/end': versions(1, () => ({})),
    };
    for (let index = 0; index < 30; index++) {
      const needs = index < 29 ? { [`x/c${index + 1}`]: '*' } : { 'x/end': '^9.0.0' };
      skills[`x/c${index}`] = versions(100, () => needs);
    }
    const { lines } = await failureOf({ roots: { 'x/c0': '*' }, skills });
    expect(lines.length).toBe(1);
  });

  test('a backjump over many free choices', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {
      'x/first': versions(2, (version) => ({ 'x/shared': `${version}.0.0` })),
      'x/last': versions(1, () => ({ 'x/shared': '1.0.0' })),
      'x/shared': versions(2, () => ({})),
    };
    const roots: Needs = { 'x/first': '*', 'x/last': '*' };
    for (let index = 0; index < 200; index++) {
      skills[`x/free${index}`] = versions(20, () => ({}));
      roots[`x/free${index}`] = '*';
    }
    const solution = await solved({ roots, skills });
    expect(solution?.get('x/first')).toBe('1.0.0');
    expect(solution?.get('x/free100')).toBe('20.0.0');
  });

  test('eight pigeons do not fit into seven holes, but seven do', async () => {
    expect(await solved(pigeonholes(8, 7))).toBeNull();
    expect(await solved(pigeonholes(7, 7))).not.toBeNull();
  });

  test('random 3-SAT with 40 variables: a claimed solution is one', async () => {
    const clause = fc.uniqueArray(fc.nat(39), { minLength: 3, maxLength: 3 });
    const signs = fc.array(fc.boolean(), { minLength: 3, maxLength: 3 });
    const formula = fc.array(fc.tuple(clause, signs), { minLength: 165, maxLength: 175 });
    await fc.assert(
      fc.asyncProperty(formula, async (clauses) => {
        const skills: Record<string, Record<string, TestVersion>> = {};
        const roots: Needs = {};
        for (let index = 0; index < 40; index++) skills[`x/v${index}`] = versions(2, () => ({}));
        for (const [index, [variables, positive]] of clauses.entries()) {
          roots[`x/clause${index}`] = '*';
          skills[`x/clause${index}`] = versions(3, (version) => ({
            [`x/v${variables[version - 1]}`]: positive[version - 1] === true ? '2.0.0' : '1.0.0',
          }));
        }
        const solution = await solved({ roots, skills });
        if (solution === null) return;
        for (const [variables, positive] of clauses) {
          const isMet = variables.some(
            (variable, place) =>
              solution.get(`x/v${variable}`) === (positive[place] === true ? '2.0.0' : '1.0.0'),
          );
          expect(isMet).toBe(true);
        }
      }),
      { numRuns: 8 },
    );
  });
});
