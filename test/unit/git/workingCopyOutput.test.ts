import { describe, expect, test } from '@jest/globals';
import { chooseRemote, remotesOf } from '../../../src/git/remotes.ts';
import { parsePush, parseStatus, parseTags } from '../../../src/git/workingCopyOutput.ts';

const A = 'a'.repeat(40);
const B = 'b'.repeat(40);

describe('parseStatus', () => {
  test('tells commit, branch and each kind of change, whatever a path is called', () => {
    const ids = `${A} ${B}`;
    const output = [
      `# branch.oid ${A}`,
      '# branch.head main',
      '# branch.upstream origin/main',
      `1 .M N... 100644 100644 100644 ${ids} a file with blanks.md`,
      `1 A. N... 000000 100644 100644 ${ids} new\nline`,
      `1 .D N... 100644 100644 000000 ${ids} gone`,
      `u UU N... 100644 100644 100644 100644 ${ids} ${A} both`,
      '? notes/',
      '',
    ].join('\0');
    expect(parseStatus(output)).toEqual({
      commit: A,
      branch: 'main',
      changes: [
        { path: 'a file with blanks.md', kind: 'modified' },
        { path: 'new\nline', kind: 'added' },
        { path: 'gone', kind: 'deleted' },
        { path: 'both', kind: 'modified' },
        { path: 'notes/', kind: 'untracked' },
      ],
    });
  });

  test('there is no commit at first, and no branch where HEAD is detached', () => {
    expect(parseStatus('# branch.oid (initial)\0# branch.head main\0').commit).toBeNull();
    expect(parseStatus(`# branch.oid ${A}\0# branch.head (detached)\0`).branch).toBeNull();
  });
});

test('parseTags peels annotated tags and leaves out what is no SHA-1', () => {
  expect(parseTags(`v1.0.0 ${A} ${B}\nv1.1.0 ${A} \nodd\n`)).toEqual([
    { name: 'v1.0.0', commit: B },
    { name: 'v1.1.0', commit: A },
  ]);
});

test('parsePush tells which reference was rejected, and why', () => {
  const output = [
    'To https://git.test/skills',
    '!\tHEAD:refs/heads/main\t[rejected] (fetch first)',
    '*\trefs/tags/v1:refs/tags/v1\t[new tag]',
    'Done',
  ].join('\n');
  expect(parsePush(output)).toEqual([
    { name: 'refs/heads/main', rejected: true, summary: '[rejected] (fetch first)' },
    { name: 'refs/tags/v1', rejected: false, summary: '[new tag]' },
  ]);
});

describe('chooseRemote', () => {
  const url = (name: string) => ({ key: `remote.${name}.url`, value: `https://git.test/${name}` });
  const chosen = (keys: Readonly<Record<string, string>>, names: readonly string[]) => {
    const more = Object.entries(keys).map(([key, value]) => ({ key, value }));
    return chooseRemote({ settings: [...names.map(url), ...more], branch: 'main', wanted: null });
  };

  test('prefers origin, else takes the first', () => {
    expect(chosen({}, ['fork', 'origin']).name).toBe('origin');
    expect(chosen({}, ['fork', 'other']).name).toBe('fork');
  });

  test("follows the branch's remote, and before it those for pushing", () => {
    const names = ['origin', 'fork', 'push', 'mine'];
    expect(chosen({ 'branch.main.remote': 'fork' }, names).name).toBe('fork');
    const keys = { 'branch.main.remote': 'fork', 'remote.pushdefault': 'push' };
    expect(chosen(keys, names).name).toBe('push');
    expect(chosen({ ...keys, 'branch.main.pushremote': 'mine' }, names).name).toBe('mine');
    expect(chosen({ 'branch.main.remote': '.' }, names).name).toBe('origin');
  });

  test('insteadOf changes the address, and the first of several is read from', () => {
    const settings = [
      { key: 'remote.origin.url', value: 'gh:acme/skills' },
      { key: 'remote.origin.url', value: 'https://other.test/' },
      { key: 'url.https://github.com/.insteadof', value: 'gh:' },
    ];
    expect(remotesOf(settings)).toEqual([
      { name: 'origin', url: 'https://github.com/acme/skills' },
    ]);
  });

  test('none, or none of that name, says what there is', () => {
    expect(() => chosen({}, [])).toThrow('has no remote to push');
    const settings = [url('origin')];
    expect(() => chooseRemote({ settings, branch: null, wanted: '--exec=x' })).toThrow(
      'has no remote `--exec=x`',
    );
  });
});
