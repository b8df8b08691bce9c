import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { updateGitignore } from '../../../src/linker/gitignore.ts';

const ALONE = `# paks begin: skills that paks installs (edit paks.toml instead)
/.gitignore
/.*.paks-*
/docx
/pdf
# paks end
`;

describe('a file of ours alone', () => {
  test('names the skills, sorted, and ignores itself', () => {
    expect(updateGitignore(null, ['pdf', 'docx', 'pdf'])).toBe(ALONE);
  });

  test('follows what is installed and goes with the last skill', () => {
    expect(updateGitignore(ALONE, ['docx', 'pdf'])).toBe(ALONE);
    expect(updateGitignore(ALONE, ['pdf'])).toBe(ALONE.replace('/docx\n', ''));
    expect(updateGitignore(ALONE, [])).toBeNull();
    expect(updateGitignore(null, [])).toBeNull();
  });
});

describe("a file with the user's own lines", () => {
  test('keeps them and is itself seen by git', () => {
    expect(updateGitignore('*.log\n!keep.log', ['pdf'])).toBe(`*.log
!keep.log
# paks begin: skills that paks installs (edit paks.toml instead)
/.*.paks-*
/pdf
# paks end
`);
  });

  test('gets them back when the last skill goes', () => {
    const mine = '*.log\n# after\n';
    expect(updateGitignore(updateGitignore(mine, ['pdf']), [])).toBe(mine);
  });

  test('keeps lines on both sides of our section, and CRLF', () => {
    const mixed = `before\r\n${ALONE.replaceAll('\n', '\r\n')}after\r\n`;
    expect(updateGitignore(mixed, [])).toBe('before\r\nafter\r\n');
    expect(updateGitignore('a\r\n', ['pdf'])?.split('\r\n')).toHaveLength(6);
  });

  test('keeps everything below a beginning without its end', () => {
    const broken = ALONE.replace('# paks end\n', '*.log\n');
    expect(updateGitignore(broken, [])).toContain('*.log');
  });
});

test('a name matches only itself', () => {
  expect(updateGitignore(null, ['a [b]*!', 'acme/pdf'])).toContain('/a \\[b\\]\\*\\!\n/acme/pdf\n');
});

test('updating twice is updating once, and the user gets back what was there', () => {
  const lines = fc.array(fc.stringMatching(/^[a-z*/.#! ]{1,12}$/)).map((all) => all.join('\n'));
  const names = fc.array(fc.stringMatching(/^[a-z]{1,8}$/), { minLength: 1 });
  fc.assert(
    fc.property(lines, names, (text, skills) => {
      const once = updateGitignore(text, skills);
      expect(updateGitignore(once, skills)).toBe(once);
      expect((updateGitignore(once, []) ?? '').trim()).toBe(text.trim());
    }),
  );
});
