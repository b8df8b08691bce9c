import { describe, expect, test } from '@jest/globals';
import {
  dismissFinding,
  putManifestSkill,
  removeManifestSkill,
  setProjectAgents,
} from '../../../src/manifest/editManifest.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import { starterManifest } from '../../../src/manifest/starterManifest.ts';
import type { ManifestSkill } from '../../../src/model/Manifest.ts';
import { parseIntegrity } from '../../../src/model/Integrity.ts';
import { parseRange } from '../../../src/model/Range.ts';
import { parseSkillId } from '../../../src/model/SkillId.ts';

const skill = (id: string, more: Partial<ManifestSkill> = {}): ManifestSkill => ({
  id: parseSkillId(id),
  range: parseRange('^1'),
  source: { kind: 'registry', registry: 'paks' },
  group: null,
  ...more,
});
const put = (text: string, added: ManifestSkill) => putManifestSkill(text, added, 'paks');
const remove = (text: string, id: string, group: string | null = null) =>
  removeManifestSkill(text, { id: parseSkillId(id), group });
const read = (text: string) => parseManifest(text, { file: 'paks.toml', registry: 'paks' });

const PDF = skill('pdf', {
  range: parseRange('*'),
  source: {
    kind: 'git',
    url: 'https://x.test/y.git',
    path: 'skills/pdf',
    reference: { kind: 'tag', name: 'v2' },
  },
});
const PDF_LINE = 'pdf = { git = "https://x.test/y.git", path = "skills/pdf", tag = "v2" }';

describe('adding a skill', () => {
  test('keeps the order of a sorted table', () => {
    const text = '[skills]\n"a/a" = "1" # why\n# about c\n"a/c" = "1"\n\n[install]\n';
    expect(put(text, skill('a/b'))).toBe(
      '[skills]\n"a/a" = "1" # why\n"a/b" = "^1"\n# about c\n"a/c" = "1"\n\n[install]\n',
    );
  });

  test('goes to the end of an unsorted table', () => {
    const text = '[skills]\n  "z/z" = "1"\n  "a/c" = "1"\n\n# next\n[install]\n';
    expect(put(text, skill('a/b'))).toBe(
      '[skills]\n  "z/z" = "1"\n  "a/c" = "1"\n  "a/b" = "^1"\n\n# next\n[install]\n',
    );
  });

  test('makes the table where there is none', () => {
    expect(put('', skill('a/b'))).toBe('[skills]\n"a/b" = "^1"\n');
    expect(put('# mine\n', PDF)).toBe(`# mine\n\n[skills]\n${PDF_LINE}\n`);
    expect(put('[skills]\n', skill('a/b', { group: 'review' }))).toBe(
      '[skills]\n\n[groups.review.skills]\n"a/b" = "^1"\n',
    );
  });

  test.each([
    ['skills = {}\n', 'skills = { "a/b" = "^1" }\n'],
    ['skills = { "a/a" = "1" } # c\n', 'skills = { "a/a" = "1", "a/b" = "^1" } # c\n'],
    ['skills."z/z" = "1"\n', 'skills."z/z" = "1"\nskills."a/b" = "^1"\n'],
    ['[skills.pdf]\npath = "./pdf"', '[skills.pdf]\npath = "./pdf"\n\n[skills]\n"a/b" = "^1"'],
  ])('follows the style of %j', (text, expected) => {
    expect(put(text, skill('a/b'))).toBe(expected);
  });

  test.each([
    ['groups = {}\n', 'groups = { g = { skills = { "a/b" = "^1" } } }\n'],
    ['[groups]\ng = {}\n', '[groups]\ng = { skills = { "a/b" = "^1" } }\n'],
    ['[groups.g]\nskills."c/c" = "1"\n', '[groups.g]\nskills."c/c" = "1"\nskills."a/b" = "^1"\n'],
    ['[groups.g]\n', '[groups.g]\n\n[groups.g.skills]\n"a/b" = "^1"\n'],
  ])('follows the style of the group in %j', (text, expected) => {
    const edited = put(text, skill('a/b', { group: 'g' }));
    expect(edited).toBe(expected);
    expect(read(edited).skills.at(-1)).toEqual(skill('a/b', { group: 'g' }));
  });

  test('keeps a byte order mark, Windows line ends and a missing final newline', () => {
    expect(put('\ufeff[skills]\r\n"a/a" = "1"', skill('a/b'))).toBe(
      '\ufeff[skills]\r\n"a/a" = "1"\r\n"a/b" = "^1"',
    );
  });
});

describe('replacing a skill', () => {
  test('changes the value alone', () => {
    expect(put('[skills]\n"a/b"   =  "0.1"\t# why\n', skill('a/b'))).toBe(
      '[skills]\n"a/b"   =  "^1"\t# why\n',
    );
    expect(put("[skills]\n'pdf' = { path = './pdf' }\n", PDF)).toBe(
      `[skills]\n'pdf' ${PDF_LINE.slice(4)}\n`,
    );
  });

  test('keeps a table of its own, setting and removing keys', () => {
    const text =
      '[skills.pdf]\n# from upstream\ngit = "https://old.test/y.git" # moved\nbranch = "main"\n\n[install]\n';
    expect(put(text, PDF)).toBe(
      '[skills.pdf]\n# from upstream\ngit = "https://x.test/y.git" # moved\npath = "skills/pdf"\ntag = "v2"\n\n[install]\n',
    );
  });

  test('keeps dotted keys', () => {
    const text = '[skills]\npdf.git = "https://x.test/y.git"\npdf.branch = "main"\n';
    expect(read(put(text, PDF)).skills).toEqual([PDF]);
    expect(put(text, PDF)).toContain('pdf.git = "https://x.test/y.git"\npdf.path = ');
  });
});

describe('removing a skill', () => {
  test.each([
    ['[skills]\n# kept\n"a/a" = "1" # gone\n"a/b" = "1"\n', '[skills]\n# kept\n"a/b" = "1"\n'],
    ['[skills]\n"a/b" = "1"\n"a/a" = "1"', '[skills]\n"a/b" = "1"'],
    ['skills = { "a/a" = "1", b = { path = "b" } }', 'skills = { b = { path = "b" } }'],
    ['skills = { b = { path = "b" }, "a/a" = "1" }', 'skills = { b = { path = "b" } }'],
    ['skills = { "a/a" = "1" }', 'skills = {}'],
    ['x = 1\n\n[skills."a/a"]\nversion = "1"\n\n[install]\n', 'x = 1\n\n[install]\n'],
    ['[skills]\n"a/a".version = "1"\r\n"a/a".as = "x"\r\nb = 1\r\n', '[skills]\nb = 1\r\n'],
    ['[skills]\n"a/a" = { version = "1", agents = [\n "x", # c\n] }\nb = 1\n', '[skills]\nb = 1\n'],
    ['[skills]\n"b/a" = "1"\n', '[skills]\n"b/a" = "1"\n'],
  ])('takes only what is its own from %j', (text, expected) => {
    expect(remove(text, 'a/a')).toBe(expected);
  });

  test('leaves the same name in another group', () => {
    const text = '[skills]\n"a/a" = "1"\n[groups.g.skills]\n"a/a" = "2"\n';
    expect(remove(text, 'a/a', 'g')).toBe('[skills]\n"a/a" = "1"\n[groups.g.skills]\n');
  });
});

describe('the agents of a project', () => {
  test('are set where they stand, or in a new table', () => {
    expect(setProjectAgents('[project]\nagents = ["x"] # c\n', ['a', 'b'])).toBe(
      '[project]\nagents = ["a", "b"] # c\n',
    );
    expect(setProjectAgents('[project]\nname = "n"\n', ['a'])).toBe(
      '[project]\nagents = ["a"]\nname = "n"\n',
    );
    expect(setProjectAgents('[skills]\n', ['a'])).toBe('[skills]\n\n[project]\nagents = ["a"]\n');
  });
});

describe('dismissing a finding', () => {
  const dismissed = {
    finding: 'bidi-control',
    integrity: parseIntegrity('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU='),
    reason: 'a "sample"',
  };
  const again = { ...dismissed, finding: 'filler' };

  test('adds a block at the end', () => {
    expect(dismissFinding('[policy]\naudit = "warn"\n', dismissed)).toBe(
      [
        '[policy]',
        'audit = "warn"',
        '',
        '[[policy.dismissed]]',
        'finding = "bidi-control"',
        `integrity = "${dismissed.integrity}"`,
        'reason = "a \\"sample\\""',
        '',
      ].join('\n'),
    );
  });

  test.each([
    '',
    '# no newline',
    '[policy]\n',
    'policy = {}\n',
    'policy = { audit = "off" }\n',
    '[policy]\ndismissed = []\naudit = "off"\n',
    '[[policy.dismissed]]\nfinding = "x"\nintegrity = "sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="\r\n',
  ])('follows what %j has', (text) => {
    const before = read(text).policy;
    const edited = dismissFinding(dismissFinding(text, dismissed), again);
    expect(read(edited).policy).toEqual({
      ...before,
      dismissed: [...before.dismissed, dismissed, again],
    });
  });
});

describe('a starter manifest', () => {
  test('is a manifest', () => {
    expect(read(starterManifest({ name: 'x"y', agents: ['cursor'] })).project).toEqual({
      name: 'x"y',
      agents: ['cursor'],
    });
    expect(starterManifest({ name: null, agents: [] })).not.toContain('[project]');
  });
});
