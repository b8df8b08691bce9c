import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeFailure, type Failure } from '../../../src/errors/describeFailure.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import { type FormattableValue, formatKey, formatValue } from '../../../src/toml/quoteToml.ts';

const options = { file: 'paks.toml', registry: 'paks' } as const;
const read = (text: string) => parseManifest(text, options);

function failure(text: string): Failure {
  try {
    read(text);
  } catch (thrown) {
    return describeFailure(thrown);
  }
  throw new Error('the manifest was accepted');
}

describe('reading a manifest', () => {
  test('fills in the defaults of an empty one', () => {
    expect(read('')).toEqual({
      project: {},
      skills: [],
      overrides: [],
      registries: [],
      install: { link: 'auto', vendor: false },
      policy: { dismissed: [] },
      patches: new Map(),
      scripts: new Map(),
    });
  });

  test('takes a string for a range on the default registry', () => {
    const { skills } = parseManifest('[skills]\n"acme/x" = "^2"', { ...options, registry: 'work' });
    expect(skills).toEqual([
      { id: 'acme/x', range: '^2', source: { kind: 'registry', registry: 'work' }, group: null },
    ]);
  });

  test('reads every reference to a git repository', () => {
    const entry = (reference: string) =>
      read(`[skills]\nx = { git = "https://Host.test/y.git/"${reference} }`).skills[0];
    const commit = '8F3C2A19BD0443E1A5B0C6F0F6F6A1D2C3B4A596';
    expect(entry('')).toMatchObject({
      range: '*',
      source: { url: 'https://host.test/y.git', path: '', reference: { kind: 'default' } },
    });
    expect(entry(', branch = "fix/a", path = "./skills/x/"')?.source).toMatchObject({
      path: 'skills/x',
      reference: { kind: 'branch', name: 'fix/a' },
    });
    expect(entry(', tag = "x@1.0.0"')?.source).toMatchObject({
      reference: { kind: 'tag', name: 'x@1.0.0' },
    });
    expect(entry(`, rev = "${commit}"`)?.source).toMatchObject({
      reference: { kind: 'commit', id: commit.toLowerCase() },
    });
    expect(entry(', version = "^3"')).toMatchObject({
      range: '^3',
      source: { reference: { kind: 'versions' } },
    });
  });

  test('gives one spelling to folders', () => {
    const folder = (path: string) => read(`[skills]\nx = { path = '${path}' }`).skills[0]?.source;
    expect(folder('skills/x/')).toEqual({ kind: 'path', path: './skills/x' });
    expect(folder('.\\skills\\x')).toEqual({ kind: 'path', path: './skills/x' });
    expect(folder('./a/../../x')).toEqual({ kind: 'path', path: '../x' });
    expect(folder('/srv/x')).toEqual({ kind: 'path', path: '/srv/x' });
    expect(folder('C:\\x')).toEqual({ kind: 'path', path: 'C:/x' });
  });

  test('keeps groups, options and durations', () => {
    const manifest = read(
      [
        '[groups.review.skills]',
        '"acme/a" = { version = "1", as = "a2", agents = ["cursor"] }',
        'b = { path = "./b", editable = true }',
        '[policy]',
        'minimum-release-age = "12h"',
      ].join('\n'),
    );
    expect(manifest.skills).toMatchObject([
      { id: 'acme/a', as: 'a2', agents: ['cursor'], group: 'review' },
      { id: 'b', editable: true, group: 'review' },
    ]);
    expect(manifest.policy.minimumReleaseAge).toBe(43_200_000);
  });

  test('suggests the nearest known key and shows the line', () => {
    const { hint, data, exit } = failure('[policy]\r\nalow-sources = []\r\n');
    expect(hint).toBe('did you mean `allow-sources`?');
    expect(data).toMatchObject({
      file: 'paks.toml',
      line: 2,
      column: 1,
      excerpt: '2 | alow-sources = []\n    ^',
    });
    expect(exit).toBe(2);
  });

  test('says how to name a skill of a registry', () => {
    expect(failure('[skills]\nkubernetes = "^1"').hint).toContain('`account/kubernetes`');
  });

  test('never shows the credentials it refuses (T15)', () => {
    const shown = JSON.stringify(
      failure('[skills]\nx = { git = "https://me:hunter2@x.test/y.git" }'),
    );
    expect(shown).toContain('carries a user name or a password');
    expect(shown.replace(/"stack".*$/, '')).not.toContain('hunter2');
  });

  test('shows escape sequences of a hostile manifest by name (T14)', () => {
    const { message } = failure('[skills]\n"\\u001b[31mred" = "1"');
    expect(message).toContain('\\u{1b}[31mred');
  });

  test('takes no name from JavaScript for a key (T12)', () => {
    expect(failure('[skills]\nconstructor = "1"').message).toContain('cannot be a key');
    expect(failure('[groups.__proto__]\nskills = {}').message).toContain('is not a group name');
  });

  test('gives JSON data or MANIFEST_INVALID for any tables', () => {
    const table = fc.constantFrom(
      'skills',
      'groups',
      'policy',
      'project',
      'registries',
      'overrides',
    );
    const field = fc.constantFrom(
      'git',
      'path',
      'version',
      'tag',
      'url',
      'agents',
      'audit',
      'dismissed',
    );
    const key = fc.oneof(
      table,
      field,
      fc.constantFrom('a/b', 'pdf', 'scripts', 'post-install', 'x'),
    );
    const scalar = fc.constantFrom<unknown>(
      1,
      true,
      '',
      '^1',
      './x',
      'https://x.test/y.git',
      [],
      ['a'],
    );
    const { value } = fc.letrec<{ value: unknown }>((tie) => ({
      value: fc.oneof(
        { depthSize: 'small' },
        scalar,
        fc.dictionary(key, tie('value'), { maxKeys: 3 }),
        fc.array(tie('value'), { maxLength: 2 }),
      ),
    }));
    fc.assert(
      fc.property(fc.dictionary(key, value, { maxKeys: 3 }), (tables) => {
        const lines = Object.entries(tables).map(
          ([name, table]) => `${formatKey(name)} = ${formatValue(table as FormattableValue)}`,
        );
        try {
          const { scripts, patches, ...manifest } = read(lines.join('\n'));
          expect(JSON.parse(JSON.stringify(manifest))).toEqual(manifest);
          expect([scripts, patches]).toEqual([expect.any(Map), expect.any(Map)]);
        } catch (thrown) {
          expect(describeFailure(thrown)).toMatchObject({
            code: 'MANIFEST_INVALID',
            data: { line: expect.any(Number), column: expect.any(Number) },
          });
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
