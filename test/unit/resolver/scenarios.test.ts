import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as toml from '@iarna/toml';
import { locked, type Needs, type TestVersion } from './MemoryProvider.ts';
import { type Problem, solved } from './solve.ts';

interface Scenario {
  readonly name: string;
  readonly why: string;
  readonly roots: Readonly<Record<string, string>>;
  readonly skills: readonly string[];
  readonly locked?: Readonly<Record<string, string>>;
  readonly unlock?: readonly string[] | 'all';
  readonly overrides?: Readonly<Record<string, string>>;
  readonly expected?: Readonly<Record<string, string>>;
}

interface Scenarios {
  /** The promise of `docs/spec/solver.md` that they show. */
  readonly promise: string;
  readonly scenario: readonly Scenario[];
}

const folder = new URL('../../../fixtures/scenarios/', import.meta.url);
const CUTOFF = 1000;

/** `a/a 1.0.0 yanked: a/b@^1 a/c@*`; a comma in a range stands for a space. */
function readSkill(line: string): { id: string; version: string; about: TestVersion } {
  const [head = '', tail = ''] = line.split(': ');
  const [id = '', version = '', ...flags] = head.split(' ');
  const needs: Record<string, string> = {};
  for (const wish of tail.split(' ').filter((text) => text !== '')) {
    const at = wish.indexOf('@');
    needs[wish.slice(0, at)] = wish.slice(at + 1).replaceAll(',', ' ');
  }
  const publishedAt = flags.includes('young') ? CUTOFF + 1 : 1;
  return { id, version, about: { needs, yanked: flags.includes('yanked'), publishedAt } };
}

function problemOf(scenario: Scenario): Problem {
  const skills: Record<string, Record<string, TestVersion>> = {};
  for (const { id, version, about } of scenario.skills.map(readSkill)) {
    skills[id] = { ...skills[id], [version]: about };
  }
  const needsOf = (id: string, version: string): Needs => skills[id]?.[version]?.needs ?? {};
  return {
    roots: scenario.roots,
    skills,
    locked: Object.entries(scenario.locked ?? {}).map(([id, version]) =>
      locked(id, version, needsOf(id, version)),
    ),
    unlock: scenario.unlock ?? [],
    overrides: scenario.overrides ?? {},
    publishedBefore: CUTOFF,
  };
}

const files = readdirSync(folder).map((file) => {
  const parsed = toml.parse(readFileSync(new URL(file, folder), 'utf8')) as unknown as Scenarios;
  return {
    title: `${parsed.promise}: ${file}`,
    scenarios: parsed.scenario,
  };
});

describe.each(files)('$title', ({ scenarios }) => {
  test.each(scenarios.map((scenario) => [scenario.name, scenario] as const))(
    '%s',
    async (_, scenario) => {
      const solution = await solved(problemOf(scenario));
      expect(solution === null ? undefined : Object.fromEntries(solution)).toEqual(
        scenario.expected,
      );
    },
  );
});
