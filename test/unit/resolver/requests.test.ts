import { describe, expect, test } from '@jest/globals';
import type { PaksEvent } from '../../../src/events/events.ts';
import { resolve } from '../../../src/resolver/resolve.ts';
import { branchOf, locked, MemoryProvider, type TestVersion } from './MemoryProvider.ts';
import { inputOf, solve } from './solve.ts';

type Skills = Record<string, Record<string, TestVersion>>;

/** Skills of which each needs the next two. */
function ladder(count: number): Skills {
  const skills: Skills = {};
  for (let index = 0; index < count; index++) {
    const needs: Record<string, string> = {};
    for (const next of [index + 1, index + 2]) if (next < count) needs[`x/s${next}`] = '^1.0.0';
    skills[`x/s${index}`] = { '1.0.0': { needs }, '1.1.0': { needs } };
  }
  return skills;
}

function lockOf(skills: Skills) {
  return Object.entries(skills).map(([id, versions]) =>
    locked(id, '1.0.0', versions['1.0.0']?.needs ?? {}),
  );
}

describe('S11: requests', () => {
  test('are no more than there are reachable skills', async () => {
    const skills: Skills = { ...ladder(50), 'x/far': { '1.0.0': {} } };
    const provider = new MemoryProvider(skills);
    await solve({ roots: { 'x/s0': '*' }, skills, provider });
    expect(provider.requests.size).toBe(50);
  });

  test('are none for a lock that answers the manifest', async () => {
    const skills = ladder(50);
    const provider = new MemoryProvider(skills);
    await solve({ roots: { 'x/s0': '*' }, skills, locked: lockOf(skills), provider });
    expect([...provider.requests]).toEqual([]);
  });

  test('are a handful for one new skill beside two thousand locked ones', async () => {
    const skills: Skills = {
      ...ladder(2000),
      'x/new': { '1.0.0': { needs: { 'x/s7': '^1.1.0', 'x/s9': '*', 'x/more': '*' } } },
      'x/more': { '1.0.0': {} },
    };
    const lock = lockOf(ladder(2000));
    const provider = new MemoryProvider(skills);
    const roots = { 'x/s0': '*', 'x/new': '*' };
    const { skills: chosen } = await solve({ roots, skills, locked: lock, provider });
    expect([...provider.requests].sort()).toEqual(['x/more', 'x/new', 'x/s7']);
    const moved = lock.filter((each) => chosen.get(each.id)?.version !== each.version);
    expect(moved.map((each) => each.id)).toEqual(['x/s7']);
    expect(chosen.get(moved[0]?.id ?? lock[0]!.id)).toMatchObject({
      version: '1.1.0',
      wasLocked: false,
    });
  });

  test('ask what a version needs only of versions that are decided on', async () => {
    const source = branchOf('https://example.com/r.git');
    const key = 'x/g from git+https://example.com/r.git#branch=main';
    const skills = {
      [key]: { '0.0.0-20260101.abcdef0': { needs: { 'x/a': '*' } } },
      'x/a': { '1.0.0': {}, '2.0.0': {} },
    };
    const provider = new MemoryProvider(skills, { isLazy: true });
    const { skills: chosen } = await solve({
      roots: { 'x/g': { range: '*', source } },
      skills,
      provider,
    });
    expect([...chosen.keys()]).toEqual(['x/a', 'x/g']);
    expect([...provider.requests]).toEqual([key, 'x/g@0.0.0-20260101.abcdef0', 'x/a', 'x/a@2.0.0']);
  });

  test('start for what the newest version needs as soon as a list arrives', async () => {
    const skills: Skills = {
      'x/a': { '1.0.0': { needs: { 'x/old': '*' } }, '2.0.0': { needs: { 'x/b': '*' } } },
      'x/b': { '1.0.0': {} },
    };
    const asked: string[] = [];
    class Watched extends MemoryProvider {
      override prefetch(...subject: Parameters<MemoryProvider['prefetch']>): void {
        asked.push(subject[0]);
      }
    }
    await solve({ roots: { 'x/a': '*' }, skills, provider: new Watched(skills) });
    expect(asked).toEqual(['x/b']);
  });
});

describe('S12: an interruption', () => {
  test('stops the wait for an answer', async () => {
    const controller = new AbortController();
    const provider = new MemoryProvider({});
    provider.versions = () => new Promise(() => undefined);
    const input = { ...inputOf({ roots: { 'x/a': '*' }, skills: {} }), signal: controller.signal };
    const running = resolve(input, provider);
    controller.abort();
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
  });

  test('stops a long search, which tells what it tries', async () => {
    const skills: Skills = {};
    const roots: Record<string, string> = {};
    for (let pigeon = 1; pigeon <= 9; pigeon++) {
      roots[`x/p${pigeon}`] = '*';
      skills[`x/p${pigeon}`] = {};
      for (let hole = 1; hole <= 8; hole++) {
        skills[`x/h${hole}`] = { ...skills[`x/h${hole}`], [`${pigeon}.0.0`]: {} };
        skills[`x/p${pigeon}`]![`${hole}.0.0`] = { needs: { [`x/h${hole}`]: `${pigeon}.0.0` } };
      }
    }
    const controller = new AbortController();
    const events: PaksEvent[] = [];
    const reporter = {
      report: (event: PaksEvent) => {
        events.push(event);
        if (events.length === 2) controller.abort();
      },
    };
    const input = { ...inputOf({ roots, skills }), signal: controller.signal, reporter };
    const running = resolve(input, new MemoryProvider(skills));
    await expect(running).rejects.toMatchObject({ code: 'INTERRUPTED' });
    expect(events.map((event) => event.type)).toEqual(['resolve.progress', 'resolve.progress']);
  });
});
