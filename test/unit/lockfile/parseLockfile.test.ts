import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { isPaksError, type PaksError } from '../../../src/errors/PaksError.ts';
import { parseLockfile } from '../../../src/lockfile/parseLockfile.ts';

const documented = readFileSync('fixtures/lockfiles/documented.lock', 'utf8');

const block = {
  name: '"pdf"',
  version: '"1.0.0"',
  source: '"git+https://host.example/a.git"',
  commit: '"57546260929473d4e0d1c1bb75297be2fdfa1949"',
  integrity: '"sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU="',
};

function lockOf(
  fields: Readonly<Record<string, string | undefined>>,
  header = 'version = 1',
): string {
  const lines = Object.entries({ ...block, ...fields }).flatMap(([key, value]) =>
    value === undefined ? [] : [`${key} = ${value}`],
  );
  return `${header}\n[[skill]]\n${lines.join('\n')}\n`;
}

function refusalOf(text: string): PaksError {
  try {
    parseLockfile(text);
  } catch (thrown) {
    if (isPaksError(thrown)) return thrown;
    throw thrown;
  }
  throw new Error('the lockfile was accepted');
}

describe('parseLockfile', () => {
  test('reads registry, git and folder skills', () => {
    const skills = new Map(
      parseLockfile(documented).skills.map((skill) => [String(skill.id), skill]),
    );
    expect(skills.get('pdf')?.pin).toEqual({
      kind: 'git',
      url: 'https://github.com/anthropics/skills.git',
      path: 'skills/pdf',
      reference: { kind: 'branch', name: 'main' },
      commit: '57546260929473d4e0d1c1bb75297be2fdfa1949',
    });
    expect(skills.get('terraform')?.pin).toMatchObject({
      reference: { kind: 'versions' },
      tag: 'terraform@3.1.0',
    });
    expect(skills.get('house-style')).toEqual({
      id: 'house-style',
      version: '0.0.0-local',
      pin: { kind: 'path', path: './skills/house-style' },
      integrity: null,
      dependencies: [],
    });
    expect(skills.get('stakpak/kubernetes-deploy')?.dependencies).toHaveLength(2);
  });

  test('accepts any TOML spelling of the same data, in any order', () => {
    const rewritten = documented
      .replace('version = 1\n', '"version" = 1 # the format\n')
      .replaceAll('commit = ', 'commit\t= ')
      .replaceAll('\n', '\r\n');
    expect(parseLockfile(`\ufeff${rewritten}`)).toEqual(parseLockfile(documented));
    const blocks = documented.split('\n[[skill]]');
    const turned = [blocks[0], ...blocks.slice(1).reverse()].join('\n[[skill]]');
    expect(parseLockfile(turned)).toEqual(parseLockfile(documented));
  });

  test('reads a lock without skills', () => {
    expect(parseLockfile('version = 1\n')).toEqual({ skills: [] });
  });

  test.each([
    ['an unknown key', { colour: '"red"' }, 'a git skill has no key `colour`'],
    ['a misspelt key, with the key meant', { integrty: '"x"' }, 'is `integrity` meant?'],
    ['a key of another kind of source', { repository: '"https://h/x"' }, 'no key `repository`'],
    ['a number for a text', { version: '1' }, '`version` must be a text'],
    ['a text for a list', { dependencies: '"a@1"' }, '`dependencies` must be a list of texts'],
    ['an empty text', { path: '""' }, '`path` must be a text that is not empty'],
    ['a range for a version', { version: '"^1.0.0"' }, 'not an exact semantic version'],
    ['a version with a `v`', { version: '"v1.0.0"' }, 'not an exact semantic version'],
    ['no name', { name: undefined }, 'a locked skill has no `name`'],
    ['a name that leaves its directory (T01)', { name: '"../../etc"' }, 'is not a skill name'],
    ['a name that is a prototype key (T01)', { name: '"__proto__"' }, 'is not a skill name'],
    ['no integrity (T17)', { integrity: undefined }, 'a locked skill has no `integrity`'],
    ['a weaker integrity (T17)', { integrity: '"sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk="' }, 'sha256'],
    ['no commit (T17)', { commit: undefined }, 'a locked skill has no `commit`'],
    ['a short commit (T17)', { commit: '"5754626"' }, 'must be 40 lower-case hex digits'],
    ['an option for a commit (T09)', { commit: '"--upload-pack=touch x"' }, '40 lower-case hex'],
    ['an option for a branch (T09)', { branch: '"--upload-pack=x"' }, 'not a name that git gives'],
    ['a branch that walks up (T09)', { branch: '"a/../b"' }, 'not a name that git gives'],
    ['a revision with a space (T09)', { rev: '"a b"' }, 'not a name that git gives'],
    ['two references', { branch: '"main"', tag: '"v1"' }, 'more than one of'],
    ['an unknown pin', { pin: '"latest"' }, '`pin` cannot be `latest`'],
    ['a pin by versions without its tag', { pin: '"versions"' }, 'needs the `tag`'],
    [
      'credentials in an address (T15)',
      { source: '"git+https://me:pw@h.example/x"' },
      'not a source',
    ],
    ['a user in an address (T15)', { source: '"git+https://token@h.example/x"' }, 'not a source'],
    ['a transport that runs programs (T09)', { source: '"git+ext::sh -c x"' }, 'not a source'],
    ['an option for a host (T09)', { source: '"git+ssh://-oProxyCommand=x/y"' }, 'not a source'],
    ['an unknown kind of source', { source: '"pip+left-pad"' }, 'not a source'],
    ['a directory outside the repository (T01)', { path: '"../x"' }, 'not a directory inside'],
    ['a directory that is not in its one spelling', { path: '"./a/"' }, 'not a directory inside'],
    [
      'an address that is not in its one form',
      { source: '"git+HTTPS://h.example/x/"' },
      'not a source',
    ],
    ['an absolute directory (T01)', { path: '"/etc"' }, 'not a directory inside'],
    ['a dependency without a range', { dependencies: '["acme/base"]' }, 'not a dependency'],
    [
      'a dependency from an unsafe place',
      { dependencies: '["b@* from path+/etc"]' },
      'not a dependency',
    ],
    ['a dependency twice', { dependencies: '["b@1", "b@2"]' }, '`b` is named twice'],
  ])('refuses %s, with its place', (_, fields, message) => {
    const problem = refusalOf(lockOf(fields));
    expect(problem).toMatchObject({
      code: 'LOCKFILE_INVALID',
      message: expect.stringContaining(message),
      data: { file: 'paks.lock', line: expect.any(Number) },
    });
    expect(problem.message).not.toContain('pw@');
    expect(problem.hint).toContain('paks install');
  });

  test.each([
    ['an absolute folder (T17)', '"path+/home/me/skill"', 'is not a source'],
    ['a drive (T17)', '"path+C:/skill"', 'is not a source'],
    ['a registry with an odd name', '"registry+a b"', 'is not a source'],
  ])('refuses %s', (_, source, message) => {
    const fields = { source, version: undefined, commit: undefined, integrity: undefined };
    expect(refusalOf(lockOf(fields)).message).toContain(message);
  });

  test('refuses integrity on a folder, whose content nobody pinned', () => {
    const fields = { source: '"path+./x"', version: undefined, commit: undefined };
    expect(refusalOf(lockOf(fields)).message).toContain('a folder has no key `integrity`');
  });

  test.each([
    ['a path outside `skills`', { path: '"lib/pdf"' }, 'not a directory below `skills`'],
    ['a path that goes deeper', { path: '"skills/a/b"' }, 'not a directory below `skills`'],
    ['a path that leaves the package (T01, T17)', { path: '"skills/.."' }, 'not a directory'],
    ['another skill than its path', { skill: '"forms"' }, '`forms` is not the skill at'],
    [
      'a commit',
      { commit: `"${'a'.repeat(40)}"` },
      'a skill of an npm package has no key `commit`',
    ],
    ['no integrity (T17)', { integrity: undefined }, 'has no `integrity`'],
    ['a package that leaves `node_modules` (T01)', { source: '"npm+../x"' }, 'is not a source'],
  ])('refuses %s of a skill of an npm package', (_, fields, message) => {
    const plain = { source: '"npm+@acme/tools"', path: '"skills/pdf"', commit: undefined };
    expect(refusalOf(lockOf({ ...plain, ...fields })).message).toContain(message);
  });

  test('points at the very line and column', () => {
    expect(refusalOf(lockOf({ commit: '"x"' })).data).toMatchObject({ line: 6, column: 1 });
    expect(refusalOf(lockOf({ name: undefined })).data).toMatchObject({ line: 2 });
  });

  test('refuses one skill twice', () => {
    const twice = `${lockOf({})}${lockOf({}, '')}`;
    expect(refusalOf(twice).message).toContain('`pdf` is locked twice');
  });

  test.each([
    ['no format', 'x = 1', '`version` must say the format'],
    ['a format that is a text', 'version = "1"', '`version` must say the format'],
    [
      'an unknown key at the top',
      'version = 1\nskills = 2',
      'unknown key `skills` (is `skill` meant?)',
    ],
    [
      'a single skill table',
      'version = 1\nskill = { name = "a" }',
      'must be written as `[[skill]]`',
    ],
    ['skills that are no tables', 'version = 1\nskill = ["a"]', 'a `skill` is not a table'],
    ['broken TOML', 'version = ', 'paks.lock:1'],
    ['a key twice', 'version = 1\nversion = 1', 'paks.lock:2'],
  ])('refuses %s', (_, text, message) => {
    expect(refusalOf(text)).toMatchObject({
      code: 'LOCKFILE_INVALID',
      message: expect.stringContaining(message),
    });
  });

  test('tells a newer format from a broken file, whatever else is in it', () => {
    const newer = 'version = 2\nshape = "other"\n[[package]]\nname = "x"\n';
    expect(refusalOf(newer)).toMatchObject({
      code: 'LOCKFILE_TOO_NEW',
      hint: expect.stringContaining('update paks'),
    });
  });

  test('recognises the conflict markers of git', () => {
    const conflicted = documented.replace(
      'version = "2.1.0"\n',
      '<<<<<<< HEAD\nversion = "2.1.0"\n=======\nversion = "2.2.0"\n>>>>>>> theirs\n',
    );
    expect(refusalOf(conflicted)).toMatchObject({
      code: 'LOCKFILE_CONFLICT',
      hint: expect.stringContaining('paks install'),
    });
  });

  test('never fails in any other way than with a PaksError (T12)', () => {
    const pieces = fc.constantFrom(
      ...documented.split('\n'),
      '[[skill]]',
      '[skill]',
      '[[skill.skill]]',
      'name = "a"',
      'name = 1979-05-27',
      'x = [[[[',
      '\u0000',
      'integrity = ""',
      '__proto__ = "x"',
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 12 }), (lines) => {
        try {
          parseLockfile(lines.join('\n'));
        } catch (thrown) {
          expect(isPaksError(thrown)).toBe(true);
        }
      }),
      { numRuns: 300 },
    );
  });
});
