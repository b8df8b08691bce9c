import { describe, expect, test } from '@jest/globals';
import { findReference } from '../../../src/fetchers/findReference.ts';
import type { RemoteReference } from '../../../src/git/GitClient.ts';
import type { CommitId } from '../../../src/model/Locator.ts';
import type { GitReference } from '../../../src/model/Source.ts';

function reference(name: string, digit: string): RemoteReference {
  return { name, commit: digit.repeat(40) as CommitId };
}

const REFERENCES = [
  reference('HEAD', '1'),
  reference('refs/heads/main', '1'),
  reference('refs/heads/v1.0.0', '2'),
  reference('refs/tags/v1.0.0', '3'),
  reference('refs/tags/v1.0.0-rc', '4'),
];

function found(wanted: GitReference, references = REFERENCES): string {
  const source = {
    kind: 'git',
    url: 'https://example.com/a',
    path: '',
    reference: wanted,
  } as const;
  return findReference(source, references).name;
}

describe('findReference', () => {
  test('the default branch is the remote’s HEAD', () => {
    expect(found({ kind: 'default' })).toBe('HEAD');
  });

  test('T10: a branch never stands in for a tag of the same name, nor the reverse', () => {
    expect(found({ kind: 'tag', name: 'v1.0.0' })).toBe('refs/tags/v1.0.0');
    expect(found({ kind: 'branch', name: 'v1.0.0' })).toBe('refs/heads/v1.0.0');
    expect(() => found({ kind: 'tag', name: 'main' })).toThrow(/has no tag `main`/);
  });

  test('a name that only starts like it does not count', () => {
    expect(() => found({ kind: 'tag', name: 'v1.0' })).toThrow(
      expect.objectContaining({ code: 'REF_NOT_FOUND', hint: 'did you mean `v1.0.0`?' }),
    );
  });

  test('an empty repository has no default branch', () => {
    expect(() => found({ kind: 'default' }, [])).toThrow(/is the repository empty/);
  });
});
