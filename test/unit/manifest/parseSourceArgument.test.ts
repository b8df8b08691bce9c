import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeFailure, type Failure } from '../../../src/errors/describeFailure.ts';
import { parseSourceArgument } from '../../../src/manifest/parseSourceArgument.ts';
import type { SourceFlags } from '../../../src/manifest/SourceWish.ts';

const read = (text: string, flags: SourceFlags = {}) => parseSourceArgument(text, flags, 'paks');
const COMMIT = '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596';
const GIT = 'https://github.com/user/repo.git';

function failure(text: string, flags: SourceFlags = {}): Failure {
  try {
    read(text, flags);
  } catch (thrown) {
    return describeFailure(thrown);
  }
  throw new Error('the argument was accepted');
}

describe('a source on the command line', () => {
  test.each([
    ['stakpak/deploy', {}, { kind: 'registry', id: 'stakpak/deploy', registry: 'paks' }],
    ['stakpak/deploy@^2', {}, { kind: 'registry', range: '^2' }],
    ['stakpak/deploy@>=1 <3', {}, { range: '>=1 <3' }],
    ['stakpak/deploy@latest', {}, { range: '*' }],
    [
      'stakpak/deploy',
      { version: '1.2.3', registry: 'private' },
      { range: '1.2.3', registry: 'private' },
    ],
    ['./my-skill', {}, { kind: 'path', path: './my-skill' }],
    ['../a/./b/', {}, { kind: 'path', path: '../a/b' }],
    ['npm:tools', {}, { kind: 'npm', package: 'tools' }],
    ['npm:@acme/tools#skill=pdf', {}, { kind: 'npm', package: '@acme/tools', skill: 'pdf' }],
    ['.', {}, { kind: 'path', path: '.' }],
    ['/home/user/x', {}, { kind: 'path', path: '/home/user/x' }],
    ['.\\skills\\x', {}, { kind: 'path', path: './skills/x' }],
    ['C:\\skills\\x', {}, { kind: 'path', path: 'C:/skills/x' }],
  ])('%s %j is a skill of a registry, a folder or a package', (text, flags, expected) => {
    expect(read(text, flags)).toMatchObject(expected);
  });

  test.each([
    [GIT, {}, { kind: 'git', url: GIT, reference: { kind: 'default' } }],
    ['git@github.com:user/repo.git', {}, { url: 'git@github.com:user/repo.git' }],
    ['ssh://git@example.com:2222/x/y', {}, { url: 'ssh://git@example.com:2222/x/y' }],
    [
      `${GIT}#path=skills/my-skill`,
      {},
      { path: 'skills/my-skill', reference: { kind: 'default' } },
    ],
    [`${GIT}#tag=v1.2.3&path=.`, {}, { path: '', reference: { kind: 'tag', name: 'v1.2.3' } }],
    [`${GIT}#branch=fix%2Fone`, {}, { reference: { kind: 'branch', name: 'fix/one' } }],
    [`${GIT}#rev=${COMMIT}`, {}, { reference: { kind: 'commit', id: COMMIT } }],
    [GIT, { branch: 'main', path: 'a/SKILL.md' }, { path: 'a', reference: { name: 'main' } }],
    [GIT, { commit: COMMIT.toUpperCase() }, { reference: { id: COMMIT } }],
    [GIT, { commit: 'ABC123' }, { reference: { kind: 'commit', id: 'abc123' } }],
    [GIT, { version: 'v1.2.3' }, { reference: { kind: 'tag', name: 'v1.2.3' } }],
    [GIT, { version: '^1.2' }, { reference: { kind: 'versions' }, range: '^1.2' }],
  ])('%s %j is a repository', (text, flags, expected) => {
    expect(read(text, flags)).toMatchObject(expected);
  });

  test('leaves the path open where none was given', () => {
    expect(read(GIT)).not.toHaveProperty('path');
    expect(read('https://github.com/user/repo/tree/main')).not.toHaveProperty('path');
  });

  test.each([
    'https://github.com/user/repo/tree/main/skills/pdf',
    'https://github.com/user/repo/blob/main/skills/pdf/SKILL.md',
    'https://github.com/user/repo/-/tree/main/skills/pdf/',
  ])('reads the page %s', (text) => {
    expect(read(text)).toEqual({
      kind: 'git',
      url: GIT,
      reference: { kind: 'branch', name: 'main' },
      path: 'skills/pdf',
      readings: [
        { name: 'main', path: 'skills/pdf' },
        { name: 'main/skills', path: 'pdf' },
        { name: 'main/skills/pdf', path: '' },
      ],
    });
  });

  test('reads the page of a GitLab subgroup', () => {
    expect(read('https://gitlab.com/a/b/repo/-/blob/v1/x/SKILL.md')).toMatchObject({
      url: 'https://gitlab.com/a/b/repo.git',
      path: 'x',
    });
  });

  test('takes a page of a commit for that commit', () => {
    expect(read(`https://github.com/user/repo/tree/${COMMIT}/x`)).toEqual({
      kind: 'git',
      url: GIT,
      reference: { kind: 'commit', id: COMMIT },
      path: 'x',
    });
  });

  test('lets a flag say where the branch of a page ends', () => {
    const page = 'https://github.com/user/repo/tree/fix/one/skills/a';
    expect(read(page, { branch: 'fix/one' })).toEqual({
      kind: 'git',
      url: GIT,
      reference: { kind: 'branch', name: 'fix/one' },
      path: 'skills/a',
    });
    expect(read('https://github.com/user/repo/tree/fix/one', { path: 'b' })).toMatchObject({
      reference: { name: 'fix/one' },
      path: 'b',
      readings: [{ name: 'fix/one', path: 'b' }],
    });
    expect(failure(page, { path: 'b', branch: 'fix/one' }).code).toBe('USAGE');
    expect(failure(page, { branch: 'main' }).code).toBe('USAGE');
  });

  test.each<[string, SourceFlags, string]>([
    ['a/b@1', { version: '2' }, 'USAGE'],
    ['a/b', { tag: 'v1' }, 'USAGE'],
    ['./x', { version: '1' }, 'USAGE'],
    [GIT, { tag: 'v1', branch: 'main' }, 'USAGE'],
    [`${GIT}#tag=v1`, { version: '1' }, 'USAGE'],
    [`${GIT}#path=a`, { path: 'b' }, 'USAGE'],
    [GIT, { registry: 'private' }, 'USAGE'],
    [`${GIT}#tga=v1`, {}, 'SOURCE_INVALID'],
    [`${GIT}#tag`, {}, 'SOURCE_INVALID'],
    [GIT, { commit: 'abc12' }, 'SOURCE_INVALID'],
    [GIT, { commit: 'main' }, 'SOURCE_INVALID'],
    [GIT, { commit: `${COMMIT}0` }, 'SOURCE_INVALID'],
    [GIT, { path: '../../etc' }, 'SOURCE_INVALID'],
    [GIT, { branch: '--upload-pack=touch x' }, 'SOURCE_INVALID'],
    ['https://user:hunter2@github.com/x/y.git', {}, 'SOURCE_INVALID'],
    ['https://github.com/user/repo/tree/main/%2e%2e/x', {}, 'SOURCE_INVALID'],
    ['git://github.com/x/y', {}, 'SOURCE_INVALID'],
    ['https://github.com/user/repo/tree/%F0%9F%98%80', {}, 'SOURCE_INVALID'],
    [`${GIT}#tag=%zz`, {}, 'SOURCE_INVALID'],
    ['./x\u0001y', {}, 'SOURCE_INVALID'],
    ['ext::sh -c id', {}, 'NAME_INVALID'],
    ['a/b@', {}, 'SOURCE_INVALID'],
    ['a/b@no range', {}, 'SOURCE_INVALID'],
    ['~/x', {}, 'SOURCE_INVALID'],
    ['kubernetes', {}, 'NAME_INVALID'],
    ['-x/y', {}, 'NAME_INVALID'],
    ['Acme/Thing', {}, 'NAME_INVALID'],
    ['', {}, 'NAME_INVALID'],
  ])('%s %j is refused with a reason (T09)', (text, flags, code) => {
    const refused = failure(text, flags);
    expect(refused).toMatchObject({ code, exit: 2 });
    expect(refused.message).not.toContain('hunter2');
  });

  test.each([
    ['github.com/acme/skills', 'for a repository write `https://github.com/acme/skills`'],
    ['@acme/deploy', 'write `acme/deploy`, or `npm:@acme/deploy` for a package in node_modules'],
    ['Acme/Deploy@^1', 'names are lower-case: `acme/deploy`'],
    ['1.0.0', 'a version follows its skill: `account/name@1.0.0`'],
    [
      'a/b/c',
      'use `account/name` (lower-case letters, digits and single hyphens), or `./…` for a folder',
    ],
  ])('%s, which is no name, is told what was most likely meant', (text, hint) => {
    const error = failure(text);
    expect(error.code).toBe('NAME_INVALID');
    expect(error.hint).toBe(hint);
  });

  test('suggests both meanings of a bare word', () => {
    expect(failure('kubernetes').hint).toContain('`account/kubernetes`, or `./kubernetes`');
  });

  test('turns any text into a wish or a usage error', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 8 }),
      fc.constantFrom(
        'https://',
        'git@',
        'x.test',
        '/',
        ':',
        '#',
        'tag=',
        '&',
        'tree/',
        '..',
        '@',
        '%2e',
      ),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        try {
          const wish = read(pieces.join(''));
          expect(JSON.parse(JSON.stringify(wish))).toEqual(wish);
        } catch (thrown) {
          expect(describeFailure(thrown).exit).toBe(2);
        }
      }),
      { numRuns: 2_000 },
    );
  });
});

test.each([
  ['npm:@acme/tools@1.2.0', {}, 'SOURCE_INVALID', 'names a version'],
  ['npm:', {}, 'SOURCE_INVALID', 'not the name of an npm package'],
  ['npm:../escape', {}, 'SOURCE_INVALID', 'not the name of an npm package'],
  ['npm:tools#pdf', {}, 'SOURCE_INVALID', 'says nothing about a package'],
  ['npm:tools', { version: '1' }, 'USAGE', '`--version` does not go with this source'],
])('%s %j is no package that could be installed (T01)', (text, flags, code, message) => {
  expect(failure(text, flags)).toMatchObject({ code, message: expect.stringContaining(message) });
});
