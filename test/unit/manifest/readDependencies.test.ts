import { describe, expect, test } from '@jest/globals';
import { parseSkill } from '../../../src/manifest/parseSkill.ts';

function read(dependencies: string) {
  const text = `---\nname: x\ndescription: d\ndependencies:${dependencies}\n---\n`;
  return parseSkill(new TextEncoder().encode(text), { file: 'SKILL.md', registry: 'work' });
}

const COMMIT = '8f3c2a19bd0443e1a5b0c6f0f6f6a1d2c3b4a596';

describe('the dependencies of a skill', () => {
  test('may be a list of texts and mappings', () => {
    const { dependencies, notes } = read(`
  - acme/b
  - acme/a@>=1.2 <3
  - { name: acme/c, version: ^1, registry: other }
  - { name: pdf, git: "https://x.test/y.git", ref: main, path: skills/pdf }
  - { name: sibling, path: ../sibling }`);
    expect(notes).toEqual([]);
    expect(dependencies).toEqual([
      { id: 'acme/a', range: '>=1.2 <3', source: { kind: 'registry', registry: 'work' } },
      { id: 'acme/b', range: '*', source: { kind: 'registry', registry: 'work' } },
      { id: 'acme/c', range: '^1', source: { kind: 'registry', registry: 'other' } },
      {
        id: 'pdf',
        range: '*',
        source: {
          kind: 'git',
          url: 'https://x.test/y.git',
          path: 'skills/pdf',
          reference: { kind: 'branch', name: 'main' },
        },
      },
      { id: 'sibling', range: '*', source: { kind: 'path', path: '../sibling' } },
    ]);
  });

  test('may be a mapping from names', () => {
    const { dependencies } = read('\n  acme/a: ^1\n  acme/b:\n  c: { path: ./c }');
    expect(dependencies).toMatchObject([
      { id: 'acme/a', range: '^1' },
      { id: 'acme/b', range: '*' },
      { id: 'c', source: { kind: 'path', path: './c' } },
    ]);
  });

  test.each([
    [COMMIT, { kind: 'commit', id: COMMIT }],
    ['v1.2.0', { kind: 'tag', name: 'v1.2.0' }],
    ['pdf@1.2.0', { kind: 'tag', name: 'pdf@1.2.0' }],
    ['release/next', { kind: 'branch', name: 'release/next' }],
  ])('take `ref: %s` by its shape', (ref, reference) => {
    const { dependencies } = read(`\n  - { name: y, git: "https://x.test/y.git", ref: "${ref}" }`);
    expect(dependencies[0]?.source).toMatchObject({ reference });
  });

  test.each([
    [' python>=3.8, pandas', ['note dependency-foreign', 'note dependency-foreign']],
    ['\n  - acme/a@nonsense range', ['warning dependency-unread']],
    ['\n  - Acme/A', ['warning dependency-unread']],
    ['\n  - { name: y, git: "ext::sh -c id" }', ['warning dependency-unread']],
    ['\n  - { name: y, git: "http://x.test/y" }', ['warning dependency-unread']],
    ['\n  - { name: ../../etc, path: ./x }', ['warning dependency-unread']],
    ['\n  - acme/a@1\n  - acme/a@2', ['warning dependency-unread']],
    [' ~', []],
  ])('are never dropped in silence: %j (T16)', (written, expected) => {
    const { notes } = read(written);
    expect(notes.map(({ severity, id }) => `${severity} ${id}`)).toEqual(expected);
  });
});
