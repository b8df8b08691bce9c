import { describe, expect, test } from '@jest/globals';
import { assertNoSubmodules, entriesBelow } from '../../../src/fetchers/gitSkillEntries.ts';
import type { CommitTree, EntryMode } from '../../../src/git/GitClient.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';

function tree(paths: readonly string[], mode: EntryMode = '100644'): CommitTree {
  const entries = paths.map((path) => ({ path, mode, id: '0'.repeat(40) }));
  return { commit: '1'.repeat(40), committedAt: 0, entries } as unknown as CommitTree;
}

describe('entriesBelow', () => {
  const whole = tree(['README.md', 'pdf', 'pdf-forms/SKILL.md', 'skills/pdf/SKILL.md']);

  test('keeps what is below a directory, with paths relative to it', () => {
    expect(entriesBelow(whole, 'skills').map(({ path }) => path)).toEqual(['pdf/SKILL.md']);
    expect(entriesBelow(whole, 'skills/pdf').map(({ path }) => path)).toEqual(['SKILL.md']);
  });

  test('keeps everything for the root, in git’s order', () => {
    expect(entriesBelow(whole, '')).toEqual(whole.entries);
  });

  test('takes neither a file of the name nor a directory that only starts like it', () => {
    expect(entriesBelow(whole, 'pdf')).toEqual([]);
  });
});

describe('assertNoSubmodules', () => {
  test('T07: refuses a submodule by name', () => {
    expect(() =>
      assertNoSubmodules(parseSkillId('demo'), tree(['vendor/lib'], '160000').entries),
    ).toThrow(
      expect.objectContaining({
        code: 'UNSAFE_LINK',
        message: '`demo` holds the submodule `vendor/lib`',
      }),
    );
  });

  test('lets files and links be', () => {
    const id = parseSkillId('demo');
    expect(() => assertNoSubmodules(id, tree(['a']).entries)).not.toThrow();
    expect(() => assertNoSubmodules(id, tree(['a'], '120000').entries)).not.toThrow();
  });
});
