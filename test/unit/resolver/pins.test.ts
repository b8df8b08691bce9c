import { describe, expect, test } from '@jest/globals';
import { locked, MemoryProvider } from './MemoryProvider.ts';
import { failureOf, type Problem, solve, solved } from './solve.ts';

const versions = { '1.0.0': {}, '1.1.0': {}, '1.2.0': {}, '2.0.0': {} };
const problem = (more: Partial<Problem>): Problem => ({
  roots: { 'x/a': '^1' },
  skills: { 'x/a': versions },
  ...more,
});

describe('S13: a pin', () => {
  test('chooses its version where nothing is locked', async () => {
    const chosen = await solved(problem({ pins: { 'x/a': { version: '1.1.0' } } }));
    expect(chosen?.get('x/a')).toBe('1.1.0');
  });

  test('moves a lock that holds another version', async () => {
    const lock = [locked('x/a', '1.2.0')];
    const chosen = await solved(problem({ pins: { 'x/a': { version: '1.1.0' } }, locked: lock }));
    expect(chosen?.get('x/a')).toBe('1.1.0');
  });

  test.each([['all'], [['x/a']]] as const)(
    'keeps what is locked when %j is updated, and asks nobody about it',
    async (unlock) => {
      const skills = { 'x/a': versions, 'x/b': versions };
      const provider = new MemoryProvider(skills);
      const { skills: chosen } = await solve({
        roots: { 'x/a': '^1', 'x/b': '^1' },
        skills,
        provider,
        unlock,
        pins: { 'x/a': { version: '1.1.0' } },
        locked: [locked('x/a', '1.1.0'), locked('x/b', '1.0.0')],
      });
      const [pinned] = chosen.values();
      expect(pinned).toMatchObject({ version: '1.1.0', pinned: true, wasLocked: true });
      expect(provider.requests).not.toContain('x/a');
    },
  );

  test('keeps a locked version that was yanked since', async () => {
    const skills = { 'x/a': { '1.0.0': { yanked: true }, '1.1.0': {} } };
    const lock = [locked('x/a', '1.0.0')];
    const pins = { 'x/a': { version: '1.0.0' } };
    const chosen = await solved(problem({ skills, pins, locked: lock, unlock: 'all' }));
    expect(chosen?.get('x/a')).toBe('1.0.0');
  });

  test('holds what a dependency may move', async () => {
    const chosen = await solved({
      roots: { 'x/a': '*', 'x/b': '*' },
      skills: { 'x/a': versions, 'x/b': { '1.0.0': {}, '2.0.0': { needs: { 'x/a': '^2' } } } },
      pins: { 'x/a': { version: '1.1.0' } },
      unlock: 'all',
    });
    expect(chosen).toEqual(
      new Map([
        ['x/a', '1.1.0'],
        ['x/b', '1.0.0'],
      ]),
    );
  });

  test('gives way to an override', async () => {
    const pins = { 'x/a': { version: '1.1.0' } };
    const chosen = await solved(problem({ pins, overrides: { 'x/a': '2.0.0' } }));
    expect(chosen?.get('x/a')).toBe('2.0.0');
  });

  test('is told of where the skill was to be updated by name', async () => {
    const { notes } = await solve(
      problem({
        pins: { 'x/a': { version: '1.1.0', reason: 'reviewed' } },
        locked: [locked('x/a', '1.1.0')],
        unlock: ['x/a'],
      }),
    );
    expect(notes).toEqual([
      {
        kind: 'pinned-kept',
        id: 'x/a',
        message: '`x/a` is pinned to 1.1.0 (reviewed) and stays; `paks unpin x/a` lets it move',
      },
    ]);
  });
});

describe('S13: a pin that nothing can meet', () => {
  test('is named beside the range that forbids it', async () => {
    const { code, lines, hints } = await failureOf(
      problem({ pins: { 'x/a': { version: '2.0.0' } } }),
    );
    expect(code).toBe('NO_SOLUTION');
    expect(lines).toEqual([
      'because `paks.toml` asks for `x/a` 2.0.0 (pinned) and `x/a` ^1, nothing satisfies `paks.toml`',
    ]);
    expect(hints).toContain('run `paks unpin x/a`');
  });

  test('is named beside the requirement of another skill, and the lock is no way out', async () => {
    const { lines, hints } = await failureOf({
      roots: { 'x/a': '*', 'x/b': '*' },
      skills: { 'x/a': versions, 'x/b': { '1.0.0': { needs: { 'x/a': '^2' } } } },
      pins: { 'x/a': { version: '1.1.0' } },
      locked: [locked('x/a', '1.1.0')],
      unlock: 'all',
    });
    expect(lines).toEqual([
      'because every version of `x/b` depends on `x/a` ^2 and `paks.toml` asks for `x/a` 1.1.0 (pinned) and `x/b`, nothing satisfies `paks.toml`',
    ]);
    expect(hints).toEqual(['run `paks unpin x/a`']);
  });

  test('says that the version does not exist', async () => {
    const { lines } = await failureOf(problem({ pins: { 'x/a': { version: '1.5.0' } } }));
    expect(lines.join('\n')).toContain(
      '`x/a` 1.5.0 (pinned), which no version matches (the newest is 2.0.0)',
    );
  });
});
