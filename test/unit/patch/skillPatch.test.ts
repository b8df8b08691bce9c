import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { FileMode, SkillFile } from '../../../src/model/SkillTree.ts';
import { applySkillPatch } from '../../../src/patch/applySkillPatch.ts';
import { formatSkillPatch } from '../../../src/patch/formatSkillPatch.ts';
import { parseSkillPatch } from '../../../src/patch/parseSkillPatch.ts';

function file(path: string, text: string, mode: FileMode = 0o644): SkillFile {
  return { path, mode, bytes: Buffer.from(text) };
}

function plain(files: readonly SkillFile[]): readonly (readonly [string, number, string])[] {
  return files.map(({ path, mode, bytes }) => [path, mode, Buffer.from(bytes).toString()]);
}

const line = fc.constantFrom(
  'a',
  'b',
  ' ',
  '-- x',
  '++ y',
  '@@ -1 +1 @@',
  'c\r',
  '',
  '\\ No newline',
);
const text = fc
  .tuple(fc.array(line, { maxLength: 12 }), fc.boolean())
  .map(([lines, ends]) => lines.join('\n') + (ends ? '\n' : ''));
const paths = ['SKILL.md', 'a b.md', 'scripts/run.sh', 'ü.md'];
const tree = fc
  .tuple(...paths.map(() => fc.option(fc.tuple(text, fc.constantFrom<FileMode>(0o644, 0o755)))))
  .map((entries) =>
    entries.flatMap((entry, index) =>
      entry === null ? [] : [file(paths[index] ?? '', entry[0], entry[1])],
    ),
  );

const OLD = [file('SKILL.md', 'one\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nten\n')];
const NEW = [file('SKILL.md', 'ONE\ntwo\nthree\nfour\nfive\nsix\nseven\neight\nnine\nTEN\n')];

describe('a patch over a skill', () => {
  test('makes of any skill exactly the edited one, files, modes and line ends included', () => {
    fc.assert(
      fc.property(tree, tree, (before, after) => {
        const patch = formatSkillPatch(before, after);
        const same = JSON.stringify(plain(before)) === JSON.stringify(plain(after));
        expect(patch === '').toBe(same);
        if (same) return;
        expect(plain(applySkillPatch(before, parseSkillPatch(patch)))).toEqual(
          plain(applySkillPatch(after, [])),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('is written as git writes one', () => {
    const after = [...NEW, file('new.sh', 'echo\n', 0o755)];
    expect(formatSkillPatch([...OLD, file('old.md', 'x')], after)).toBe(
      [
        'diff --git a/SKILL.md b/SKILL.md',
        '--- a/SKILL.md',
        '+++ b/SKILL.md',
        '@@ -1,4 +1,4 @@',
        '-one',
        '+ONE',
        ' two',
        ' three',
        ' four',
        '@@ -7,4 +7,4 @@',
        ' seven',
        ' eight',
        ' nine',
        '-ten',
        '+TEN',
        'diff --git a/new.sh b/new.sh',
        'new file mode 100755',
        '--- /dev/null',
        '+++ b/new.sh',
        '@@ -0,0 +1,1 @@',
        '+echo',
        'diff --git a/old.md b/old.md',
        'deleted file mode 100644',
        '--- a/old.md',
        '+++ /dev/null',
        '@@ -1,1 +0,0 @@',
        '-x',
        '\\ No newline at end of file',
        '',
      ].join('\n'),
    );
  });

  test('a file that is rewritten whole is still held exactly', () => {
    const lines = (word: string) =>
      Array.from({ length: 6000 }, (_, n) => `${word} ${n}\n`).join('');
    const [before, after] = [
      [file('SKILL.md', lines('a'))],
      [file('SKILL.md', `${lines('b')}end`)],
    ];
    const patch = parseSkillPatch(formatSkillPatch(before, after));
    expect(plain(applySkillPatch(before, patch))).toEqual(plain(after));
  });

  test('applies where the lines moved, and refuses where they changed, naming file and hunk', () => {
    const patch = parseSkillPatch(formatSkillPatch(OLD, NEW));
    const moved = [file('SKILL.md', `zero\n${plain(OLD)[0]?.[2] ?? ''}`)];
    expect(plain(applySkillPatch(moved, patch))[0]?.[2]).toContain('zero\nONE\n');

    const changed = [file('SKILL.md', (plain(OLD)[0]?.[2] ?? '').replace('nine', '9'))];
    expect(() => applySkillPatch(changed, patch)).toThrow(
      expect.objectContaining({
        code: 'PATCH_CONFLICT',
        message: '`SKILL.md` does not have the lines of hunk 2 (@@ -7,4 +7,4 @@)',
        data: { path: 'SKILL.md', hunk: 2 },
      }),
    );
  });

  test.each([
    ['a new file that is there', [file('n', '')], 'diff --git a/n b/n\nnew file mode 100644\n'],
    ['a file that is gone', [], 'diff --git a/n b/n\nold mode 100644\nnew mode 100755\n'],
    [
      'another mode',
      [file('n', '', 0o755)],
      'diff --git a/n b/n\nold mode 100644\nnew mode 100755\n',
    ],
    ['more than it deletes', [file('n', 'x')], 'diff --git a/n b/n\ndeleted file mode 100644\n'],
    [
      'what is no text',
      [{ ...file('n', ''), bytes: Uint8Array.of(0) }],
      'diff --git a/n b/n\nold mode 100644\nnew mode 100755\n',
    ],
  ])('conflicts with %s', (_what, files, patch) => {
    expect(() => applySkillPatch(files, parseSkillPatch(patch))).toThrow(
      expect.objectContaining({ code: 'PATCH_CONFLICT' }),
    );
  });

  test('bytes that are not text are not saved as a patch', () => {
    const binary = [{ ...file('x.bin', ''), bytes: Uint8Array.of(1, 0, 255) }];
    expect(() => formatSkillPatch([], binary)).toThrow(
      expect.objectContaining({ code: 'NOT_PATCHABLE', hint: expect.stringContaining('eject') }),
    );
  });
});

const HUNK = '@@ -1,1 +1,1 @@\n-a\n+b\n';

describe('a hostile patch', () => {
  test.each([
    ['T01 leaves the skill', 'diff --git a/../x b/../x\nnew file mode 100644\n', 'UNSAFE_PATH'],
    ['T01 is absolute', 'diff --git a//etc/x b//etc/x\nnew file mode 100644\n', 'UNSAFE_PATH'],
    [
      'T06 writes .git',
      'diff --git a/.git/hooks/x b/.git/hooks/x\nnew file mode 100755\n',
      'UNSAFE_PATH',
    ],
    [
      'T04 has control characters in a name',
      'diff --git a/a\u001b[2J b/a\u001b[2J\nnew file mode 100644\n',
      'UNSAFE_PATH',
    ],
    [
      'T03 names a file twice',
      'diff --git a/a b/a\nnew file mode 100644\ndiff --git a/A b/A\nnew file mode 100644\n',
      'UNSAFE_PATH',
    ],
    [
      'T02 makes a link',
      'diff --git a/l b/l\nnew file mode 120000\n--- /dev/null\n+++ b/l\n@@ -0,0 +1,1 @@\n+/etc\n',
      'PATCH_INVALID',
    ],
    ['T07 makes a submodule', 'diff --git a/l b/l\nnew file mode 160000\n', 'PATCH_INVALID'],
    ['sets special mode bits', 'diff --git a/l b/l\nnew file mode 104755\n', 'PATCH_INVALID'],
    [
      'renames',
      'diff --git a/a b/b\nsimilarity index 100%\nrename from a\nrename to b\n',
      'PATCH_INVALID',
    ],
    ['is binary', 'diff --git a/a b/a\nGIT binary patch\nliteral 0\n', 'PATCH_INVALID'],
    [
      'writes elsewhere than it says',
      `diff --git a/a b/a\n--- a/a\n+++ b/../../x\n${HUNK}`,
      'PATCH_INVALID',
    ],
    [
      'miscounts its lines',
      'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,9 +1,1 @@\n-a\n+b\n',
      'PATCH_INVALID',
    ],
    [
      'goes on after its hunks',
      `diff --git a/a b/a\n--- a/a\n+++ b/a\n${HUNK}Index: x\n`,
      'PATCH_INVALID',
    ],
    [
      'hides a second file',
      `diff --git a/a b/a\n--- a/a\n+++ b/a\n${HUNK}--- a/x\n+++ b/x\n${HUNK}`,
      'PATCH_INVALID',
    ],
    [
      'begins with something else',
      `From: me\ndiff --git a/a b/a\n--- a/a\n+++ b/a\n${HUNK}`,
      'PATCH_INVALID',
    ],
    ['is cut short', 'diff --git a/a b/a\n--- a/a\n+++ b/a\n@@ -1,1 +1,1 @@\n-a', 'PATCH_INVALID'],
    ['is empty', '', 'PATCH_INVALID'],
    ['quotes a name', 'diff --git "a/\\303" "b/\\303"\nnew file mode 100644\n', 'PATCH_INVALID'],
    [
      'has a thousand and one hunks',
      `diff --git a/a b/a\n--- a/a\n+++ b/a\n${HUNK.repeat(1001)}`,
      'PATCH_INVALID',
    ],
  ])('that %s is refused', (_what, text, code) => {
    expect(() => parseSkillPatch(text)).toThrow(expect.objectContaining({ code }));
  });
});
