import { describe, expect, test } from '@jest/globals';
import { quoteSkillValues, setSkillVersion } from '../../../src/manifest/editSkill.ts';
import { parseSkill } from '../../../src/manifest/parseSkill.ts';
import { parseVersion } from '../../../src/model/Range.ts';

const VERSION = parseVersion('2.0.0');
const skill = (...lines: string[]) => `---\n${lines.join('\n')}\n---\n# Body\n---\n`;
const read = (text: string) =>
  parseSkill(new TextEncoder().encode(text), { file: 'SKILL.md', registry: 'paks' });

describe('quoting the values of a SKILL.md', () => {
  test('changes nothing but the value', () => {
    const text = skill(
      'name: x  # c',
      'description: Use when: it is',
      "  Ann's turn",
      'license:  MIT',
    );
    const mended = quoteSkillValues(text);
    expect(mended).toBe(
      skill('name: x  # c', "description: 'Use when: it is", "  Ann''s turn'", 'license:  MIT'),
    );
    expect(read(mended ?? '')).toMatchObject({
      description: "Use when: it is Ann's turn",
      notes: [],
    });
  });

  test('keeps a byte order mark and Windows line ends', () => {
    const text = `\ufeff${skill('name: x', 'description: a: b').replaceAll('\n', '\r\n')}`;
    expect(quoteSkillValues(text)).toBe(text.replace('a: b', "'a: b'"));
  });

  test.each([
    ['is valid', skill('name: x', 'description: d')],
    ['has no frontmatter', '# Body'],
    ['cannot be mended by quotes', skill('name: "x', 'description: a: b')],
  ])('does nothing where the file %s', (_, text) => {
    expect(quoteSkillValues(text)).toBeNull();
  });
});

describe('setting the version of a SKILL.md', () => {
  test.each([
    [
      ['name: x', 'version: 1.0 # now', 'license: MIT'],
      ['name: x', 'version: "2.0.0" # now', 'license: MIT'],
    ],
    [["version: '1.0.0'"], ['version: "2.0.0"']],
    [
      ['metadata:', '  version: "1.0.0"', '  a: b'],
      ['metadata:', '  version: "2.0.0"', '  a: b'],
    ],
    [
      ['metadata:', '    a: b', 'license: MIT'],
      ['metadata:', '    version: "2.0.0"', '    a: b', 'license: MIT'],
    ],
    [['metadata: { a: b }'], ['metadata: { version: "2.0.0", a: b }']],
    [['name: x'], ['name: x', 'metadata:', '  version: "2.0.0"']],
  ])('changes %j in one place', (before, after) => {
    const text = skill('description: d', ...before);
    const edited = setSkillVersion(text, VERSION);
    expect(edited).toBe(skill('description: d', ...after));
    expect(read(edited).version).toBe('2.0.0');
    expect(setSkillVersion(edited, VERSION)).toBe(edited);
    const windows = text.replaceAll('\n', '\r\n');
    expect(setSkillVersion(windows, VERSION)).toBe(edited.replaceAll('\n', '\r\n'));
  });

  test('refuses a file without readable frontmatter', () => {
    expect(() => setSkillVersion('# Body', VERSION)).toThrow('no frontmatter');
    expect(() => setSkillVersion(skill('name: "x'), VERSION)).toThrow('no frontmatter');
  });
});
