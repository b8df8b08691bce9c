import { describe, expect, test } from '@jest/globals';
import { branchOf, locked, type TestVersion } from './MemoryProvider.ts';
import { failureOf } from './solve.ts';

const one = { '1.0.0': {} };
const two = { '1.0.0': {}, '2.0.0': {} };

describe('the explanation of a failure', () => {
  test('names the requirements that clash', async () => {
    const { code, lines } = await failureOf({
      roots: { 'x/a': '^1', 'x/b': '^1' },
      skills: {
        'x/a': { '1.0.0': { needs: { 'x/c': '^1.0.0' } }, '1.1.0': { needs: { 'x/c': '^1.0.0' } } },
        'x/b': { '1.0.0': { needs: { 'x/c': '^2.0.0' } } },
        'x/c': two,
      },
    });
    expect(code).toBe('NO_SOLUTION');
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/c` ^1.0.0, every version of `x/b` depends on `x/c` ^2.0.0 and `paks.toml` asks for `x/a` ^1 and `x/b` ^1, nothing satisfies `paks.toml`',
    ]);
  });

  test.each([
    ['a range that nothing matches', '^9', one, ', which no version matches (the newest is 1.0.0)'],
    [
      'a range that only prereleases match',
      '^2',
      { '1.0.0': {}, '2.0.0-beta.1': {} },
      ', which only prereleases match (the newest is 2.0.0-beta.1)',
    ],
    [
      'a range that only yanked versions match',
      '^2',
      { '1.0.0': {}, '2.0.0': { yanked: true } },
      ', which only yanked versions match (the newest is 2.0.0)',
    ],
    [
      'a range that only young versions match',
      '^2',
      { '1.0.0': {}, '2.0.0': { publishedAt: 9 } },
      ', which only versions too young for `minimum-release-age` match (the newest is 2.0.0)',
    ],
    [
      'a skill that does not exist',
      '^2',
      { kind: 'missing' },
      ', which does not exist in registry `paks`',
    ],
    ['a skill without versions', '^2', {}, ', which has no versions'],
    [
      'a skill that may not be read',
      '^2',
      { kind: 'denied', reason: 'you are not signed in' },
      ', which may not be read: you are not signed in',
    ],
    [
      'a skill that cannot be read',
      '^2',
      { kind: 'unreadable', reason: 'the answer is not JSON' },
      ', which cannot be read: the answer is not JSON',
    ],
  ] as const)('tells %s', async (_, range, skill, reason) => {
    const problem = { roots: { 'x/a': range }, skills: { 'x/a': skill }, publishedBefore: 5 };
    const { code, lines } = await failureOf(problem);
    expect([code, ...lines]).toEqual([
      'NO_SOLUTION',
      `\`paks.toml\` asks for \`x/a\` ${range}${reason}`,
    ]);
  });

  test('is another failure where only being offline stands in the way', async () => {
    const { code, lines, hints } = await failureOf({
      roots: { 'x/a': '*' },
      skills: { 'x/a': { '1.0.0': { needs: { 'x/b': '*' } } }, 'x/b': { kind: 'offline' } },
    });
    expect(code).toBe('OFFLINE');
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/b`, which cannot be looked up offline, and `paks.toml` asks for `x/a`, nothing satisfies `paks.toml`',
    ]);
    expect(hints).toEqual(['run again without `--offline`']);
  });

  test('S2: names both sources of a skill that cannot come from two', async () => {
    const source = branchOf('https://example.com/r.git');
    const { lines } = await failureOf({
      roots: { 'x/a': '*', 'x/b': '*' },
      skills: {
        'x/a': { '1.0.0': { needs: { 'x/s': '*' } } },
        'x/b': { '1.0.0': { needs: { 'x/s': { range: '*', source } } } },
        'x/s': one,
        'x/s from git+https://example.com/r.git#branch=main': { '0.0.0-20260101.abcdef0': {} },
      },
    });
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/s` from registry `paks`, every version of `x/b` depends on `x/s` from `https://example.com/r.git#branch=main`, `x/s` cannot come from both registry `paks` and `https://example.com/r.git#branch=main` and `paks.toml` asks for `x/a` and `x/b`, nothing satisfies `paks.toml`',
    ]);
  });

  test('makes one sentence of sixty versions with one reason', async () => {
    const versions = (count: number, about: (index: number) => TestVersion) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, index) => about(index)).map((each, index) => [
          `${index + 1}.0.0`,
          each,
        ]),
      );
    const { lines } = await failureOf({
      roots: { 'x/a': '*', 'x/b': '^99' },
      skills: {
        'x/a': versions(60, (index) => ({ needs: { 'x/b': `^${index + 1}.0.0` } })),
        'x/b': versions(99, () => ({})),
      },
    });
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/b` <61.0.0 and `paks.toml` asks for `x/a` and `x/b` ^99, nothing satisfies `paks.toml`',
    ]);
  });

  test('leaves out the middle of a long chain', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {};
    for (let index = 0; index < 5000; index++) {
      skills[`x/c${index}`] = { '1.0.0': { needs: { [`x/c${index + 1}`]: '^1.0.0' } } };
    }
    const { lines } = await failureOf({ roots: { 'x/c0': '*' }, skills });
    expect(lines).toEqual([
      'because every version of `x/c0` depends on `x/c1` ^1.0.0, which depends on `x/c2` ^1.0.0, which depends on `x/c3` ^1.0.0, which depends on `x/c4` ^1.0.0, which (through 4993 more) depends on `x/c4998` ^1.0.0, which depends on `x/c4999` ^1.0.0, which depends on `x/c5000` ^1.0.0, which does not exist in registry `paks`, and `paks.toml` asks for `x/c0`, nothing satisfies `paks.toml`',
    ]);
  });

  test('never mentions bystanders', async () => {
    const { lines, data } = await failureOf({
      roots: { 'x/a': '*', 'x/by': '*', 'x/stander': '*' },
      skills: {
        'x/a': {
          '1.0.0': { needs: { 'x/c': '^9' } },
          '1.1.0': { needs: { 'x/by': '^9', 'x/c': '^9' } },
        },
        'x/by': {
          '1.0.0': { needs: { 'x/stander': '^1' } },
          '2.0.0': { needs: { 'x/stander': '^2' } },
        },
        'x/stander': two,
        'x/c': one,
      },
    });
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/c` ^9, which no version matches (the newest is 1.0.0), and `paks.toml` asks for `x/a`, nothing satisfies `paks.toml`',
    ]);
    expect(JSON.stringify(data)).not.toMatch(/by|stander/);
  });

  test('numbers a branch that another line refers to', async () => {
    const { lines } = await failureOf({
      roots: { 'x/foo': '^1' },
      skills: {
        'x/foo': {
          '1.0.0': { needs: { 'x/a': '^1', 'x/b': '^1' } },
          '1.1.0': { needs: { 'x/x': '^1', 'x/y': '^1' } },
        },
        'x/a': { '1.0.0': { needs: { 'x/b': '^2' } } },
        'x/b': two,
        'x/x': { '1.0.0': { needs: { 'x/y': '^2' } } },
        'x/y': two,
      },
    });
    expect(lines).toEqual([
      '(1) because `x/foo` 1.1.0 depends on `x/x` ^1, which depends on `x/y` ^2, and `x/foo` 1.1.0 depends on `x/y` ^1, `x/foo` 1.1.0 cannot be used',
      'because `x/foo` 1.0.0 depends on `x/a` ^1, which depends on `x/b` ^2, `x/foo` 1.0.0 depends on `x/b` ^1, `x/foo` 1.1.0 cannot be used (1), and `paks.toml` asks for `x/foo` ^1, nothing satisfies `paks.toml`',
    ]);
  });

  test('S7: says that an override is to blame', async () => {
    const { lines, hints } = await failureOf({
      roots: { 'x/a': '^1' },
      skills: { 'x/a': { '1.0.0': { needs: { 'x/b': '^1' } } }, 'x/b': two },
      overrides: { 'x/b': '^3' },
    });
    expect(lines).toEqual([
      'because every version of `x/a` depends on `x/b` ^3 (by an override), which no version matches (the newest is 2.0.0), and `paks.toml` asks for `x/a` ^1, nothing satisfies `paks.toml`',
    ]);
    expect(hints).toEqual(['remove `x/b` from `[overrides]` in `paks.toml`']);
  });

  test('S5: says that a lock is to blame, and which skill to update', async () => {
    const { lines, hints } = await failureOf({
      roots: { 'x/d': '*', 'x/x': '*' },
      skills: {
        'x/d': { '1.0.0': { needs: { 'x/x': '^1' } }, '2.0.0': {} },
        'x/x': { '1.0.0': { yanked: true }, '2.0.0': {} },
      },
      locked: [locked('x/d', '1.0.0', { 'x/x': '^1' }), locked('x/x', '1.0.0')],
      unlock: ['x/x'],
    });
    expect(lines).toEqual([
      'because `x/d` 1.0.0 (locked) depends on `x/x` ^1, which only yanked versions match (the newest is 1.0.0), and `paks.toml` asks for `x/d`, nothing satisfies `paks.toml`',
    ]);
    expect(hints).toEqual(['run `paks update x/x x/d`', 'run `paks update`']);
  });

  test('says which version could not be described', async () => {
    const { lines } = await failureOf({
      roots: { 'x/a': '*' },
      skills: {
        'x/a': { '1.0.0': { describe: { kind: 'unreadable', reason: 'no `SKILL.md`' } } },
      },
    });
    expect(lines).toEqual([
      'because what every version of `x/a` depends on cannot be read: no `SKILL.md` and `paks.toml` asks for `x/a`, nothing satisfies `paks.toml`',
    ]);
  });

  test('stays within twenty lines however long the proof', async () => {
    const skills: Record<string, Record<string, TestVersion>> = {};
    const roots: Record<string, string> = {};
    for (let hole = 1; hole <= 6; hole++)
      skills[`x/hole${hole}`] = Object.fromEntries(
        Array.from({ length: 7 }, (_, each) => [`${each + 1}.0.0`, {}]),
      );
    for (let pigeon = 1; pigeon <= 7; pigeon++) {
      roots[`x/pigeon${pigeon}`] = '*';
      skills[`x/pigeon${pigeon}`] = Object.fromEntries(
        Array.from({ length: 6 }, (_, each) => [
          `${each + 1}.0.0`,
          { needs: { [`x/hole${each + 1}`]: `${pigeon}.0.0` } },
        ]),
      );
    }
    const { lines } = await failureOf({ roots, skills });
    expect(lines.length).toBe(20);
    expect(lines[0]).toMatch(/^\(the first \d+ steps are not shown\)$/);
    expect(lines.at(-1)).toMatch(/nothing satisfies `paks.toml`$/);
  });
});

describe('hints', () => {
  test.each([
    ['another range', { 'x/a': '^9' }, { 'x/a': one }, 'set `"x/a" = "^1.0.0"` in `paks.toml`'],
    [
      'a prerelease',
      { 'x/a': '^2' },
      { 'x/a': { '1.0.0': {}, '2.0.0-rc.1': {} } },
      'set `"x/a" = "2.0.0-rc.1"` in `paks.toml`',
    ],
    [
      'another name',
      { 'x/aa': '^1' },
      { 'x/aa': { kind: 'missing', suggestion: 'x/a' }, 'x/a': one },
      'did you mean `x/a`?',
    ],
    [
      'patience',
      { 'x/a': '*' },
      { 'x/a': { '2.0.0': { publishedAt: 9 } } },
      'wait until `x/a` 2.0.0 is old enough, or lower `minimum-release-age` in `paks.toml`',
    ],
  ] as const)('propose %s where that works', async (_, roots, skills, hint) => {
    const { hints } = await failureOf({ roots, skills, publishedBefore: 5 });
    expect(hints).toEqual([hint]);
  });

  test('say where to look for what does not exist, and propose no name that does not work', async () => {
    const { hints } = await failureOf({
      roots: { 'x/a': '^1', 'x/z': '*' },
      skills: { 'x/a': one, 'x/z': { kind: 'missing', suggestion: 'x/zz' } },
    });
    expect(hints).toEqual([
      'look for it with `paks search z`; a private skill needs `paks login`; a repository is `https://github.com/x/z`',
    ]);
  });

  test('name what has to go where nothing less helps', async () => {
    const { hints } = await failureOf({
      roots: { 'x/a': '*', 'x/b': '*' },
      skills: {
        'x/a': { '1.0.0': { needs: { 'x/c': '^1.0.0' } } },
        'x/b': { '1.0.0': { needs: { 'x/c': '^2.0.0' } } },
        'x/c': two,
      },
    });
    expect(hints).toEqual([
      'there is a solution without `x/a` in `paks.toml`',
      'there is a solution without `x/b` in `paks.toml`',
    ]);
  });
});
