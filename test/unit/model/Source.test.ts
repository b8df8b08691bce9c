import { describe, expect, test } from '@jest/globals';
import { type CommitId, isCommitId, type Pin, sourceOf } from '../../../src/model/Locator.ts';
import { describeSource, type Source, sourceKey } from '../../../src/model/Source.ts';

const url = 'https://host.example/skills.git';
const sources: readonly (readonly [Source, string, string])[] = [
  [{ kind: 'registry', registry: 'paks' }, 'registry+paks', 'registry `paks`'],
  [{ kind: 'path', path: './a' }, 'path+./a', '`./a`'],
  [{ kind: 'npm', package: '@acme/a', skill: '' }, 'npm+@acme/a', '`npm:@acme/a`'],
  [{ kind: 'npm', package: 'a', skill: 'b' }, 'npm+a#skill=b', '`npm:a#skill=b`'],
  [git('', { kind: 'default' }), `git+${url}`, `\`${url}\``],
  [git('', { kind: 'versions' }), `git+${url}#versions`, `\`${url}#versions\``],
  [git('a/b', { kind: 'default' }), `git+${url}#path=a/b`, `\`${url}#path=a/b\``],
  [
    git('a', { kind: 'branch', name: 'main' }),
    `git+${url}#branch=main&path=a`,
    `\`${url}#branch=main&path=a\``,
  ],
  [git('', { kind: 'tag', name: 'v1' }), `git+${url}#tag=v1`, `\`${url}#tag=v1\``],
  [git('', { kind: 'commit', id: 'abc' }), `git+${url}#rev=abc`, `\`${url}#rev=abc\``],
];

describe('a source', () => {
  test.each(sources)('has a key and a description', (source, key, description) => {
    expect(sourceKey(source)).toBe(key);
    expect(describeSource(source)).toBe(description);
  });

  test('is the one its pin was chosen from', () => {
    const commit = 'a'.repeat(40) as CommitId;
    for (const [source] of sources) {
      expect(sourceOf(pinned(source, commit))).toEqual(source);
    }
  });
});

test('a commit is forty lower-case hex digits (T09, T17)', () => {
  expect(isCommitId('0123456789abcdef0123456789abcdef01234567')).toBe(true);
  for (const text of [
    'a'.repeat(39),
    'a'.repeat(41),
    'A'.repeat(40),
    `${'a'.repeat(40)}\n`,
    '--upload-pack',
  ]) {
    expect(isCommitId(text)).toBe(false);
  }
});

function pinned(source: Source, commit: CommitId): Pin {
  if (source.kind === 'git') return { ...source, commit };
  return source.kind === 'npm' ? { ...source, path: 'skills/b' } : source;
}

function git(path: string, reference: Extract<Source, { kind: 'git' }>['reference']): Source {
  return { kind: 'git', url, path, reference };
}
