import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { shellLine, shellQuote } from '../../../src/publish/shellQuote.ts';
import { patchCommand } from '../../../src/publish/textPatch.ts';

/** Splits a line as a POSIX shell does that knows single quotes and a backslash before a quote. */
function split(line: string): readonly string[] {
  const words: string[] = [];
  for (const word of line.matchAll(/(?:'[^']*'|\\'|[^\s'\\])+/g)) {
    words.push(word[0].replace(/'([^']*)'|\\(')/g, (_all, quoted, quote) => quote ?? quoted));
  }
  return words;
}

describe('shellLine', () => {
  test('leaves plain words alone, and quotes only the value of an option', () => {
    expect(shellLine(['git', 'tag', '--message=Release v1', '--', 'v1.0.0', 'HEAD'])).toBe(
      "git tag --message='Release v1' -- v1.0.0 HEAD",
    );
  });

  test('T14: nothing in a word is a word or a command of its own', () => {
    expect(shellQuote("a'; rm -rf ~; '")).toBe(`'a'\\''; rm -rf ~; '\\'''`);
    expect(shellQuote('$(reboot) `reboot` !! *')).toBe("'$(reboot) `reboot` !! *'");
    expect(shellQuote('')).toBe("''");
  });

  test('a shell reads back just the words that went in', () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), (words) => {
        expect(split(shellLine(words))).toEqual(words);
      }),
    );
  });
});

describe('patchCommand', () => {
  test('names the lines that change and no other', () => {
    const before = '---\nname: a\nversion: 1.0\n---\nbody\n';
    const after = '---\nname: a\nversion: "1.1.0"\n---\nbody\n';
    expect(patchCommand({ path: 'a/SKILL.md', before, after })).toBe(
      `printf '%b\\n' '--- a/a/SKILL.md' '+++ b/a/SKILL.md' '@@ -3 +3 @@' '-version: 1.0' '+version: "1.1.0"' | git apply --unidiff-zero --whitespace=nowarn -`,
    );
  });

  test('added lines stand after the one before them, carriage returns and backslashes survive', () => {
    const before = '---\r\nname: a\\n\r\n---\r\n';
    const after = '---\r\nname: a\\n\r\nmetadata:\r\n  version: "1.0.0"\r\n---\r\n';
    const command = patchCommand({ path: 'SKILL.md', before, after });
    expect(command).toContain(`'@@ -2,0 +3,2 @@' '+metadata:\\r' '+  version: "1.0.0"\\r'`);
  });
});
