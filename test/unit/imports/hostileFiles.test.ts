import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { describeFailure } from '../../../src/errors/describeFailure.ts';
import { isPaksError } from '../../../src/errors/PaksError.ts';
import { importKinds, type ImportKind } from '../../../src/imports/importKinds.ts';
import type { ImportReading } from '../../../src/imports/ImportReading.ts';
import { isGitUrl } from '../../../src/model/GitUrl.ts';
import { normalizeDirectory } from '../../../src/model/folderPath.ts';

function kindOf(name: string): ImportKind {
  const kind = importKinds.find((candidate) => candidate.name === name);
  if (kind === undefined) throw new Error(name);
  return kind;
}

function read(name: string, text: string): ImportReading {
  const kind = kindOf(name);
  return kind.read(kind.parse(text, 'file'), null);
}

function failureOf(name: string, text: string) {
  try {
    read(name, text);
  } catch (thrown) {
    return describeFailure(thrown);
  }
  throw new Error('it was accepted');
}

describe('a hostile file of another tool', () => {
  test.each([
    ['skills-lock', 'no JSON', '{'],
    ['skills-lock', 'a list', '[]'],
    ['skills-lock', 'no version', '{"skills":{}}'],
    ['skills-lock', 'a list of skills', '{"version":1,"skills":[]}'],
    ['skills-lock', 'a number for a source', '{"version":1,"skills":{"a":{"source":1}}}'],
    ['skills-lock', 'an entry that is null', '{"version":1,"skills":{"a":null}}'],
    [
      'skills-lock',
      'a commit that is none',
      '{"lockfileVersion":1,"skills":{"a":{"resolved":"https://h.test/x.git","commit":"--upload-pack=x"}}}',
    ],
    ['skillfish', 'no list', '{"skills":{}}'],
    ['skillfish', 'a number in the list', '{"skills":[1]}'],
    ['package-json', 'a text for skills', '{"skills":"x"}'],
    ['dotagents', 'no TOML', 'x = ['],
    ['dotagents', 'a skill without source', '[[skills]]\nname = "a"\n'],
    [
      'dotagents',
      'TOML that pollutes (T12)',
      '[__proto__]\nx = 1\n[constructor.prototype]\ny = 1\n',
    ],
    ['apm', 'a flat list', 'dependencies:\n  - a/b\n'],
    ['apm', 'an alias (T12)', 'dependencies: &a\n  apm: *a\n'],
    ['apm', 'a key twice', 'dependencies: {}\ndependencies: {}\n'],
    ['apm', 'nesting (T12)', `dependencies: ${'['.repeat(5000)}`],
  ])('%s: %s is refused with the file and the place', (name, _, text) => {
    expect(failureOf(name, text)).toMatchObject({
      code: 'IMPORT_INVALID',
      exit: 2,
      message: expect.stringContaining('file'),
    });
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  test.each([
    ['an option for a host (T09)', 'ssh://-oProxyCommand=x/y'],
    ['a transport that runs programs (T09)', 'ext::sh -c x'],
    ['credentials (T15)', 'https://me:secret@h.test/x.git'],
    ['plain http on another machine', 'http://git.example.com/x.git'],
    ['a repository that leaves its forge', '../../etc/passwd'],
    ['a reference that is an option (T09)', 'a/b#--upload-pack=x'],
  ])('%s is no source, and is listed without its secret', (_, source) => {
    const { skills, unmatched } = read('package-json', JSON.stringify({ skills: { a: source } }));
    expect(skills).toEqual([]);
    expect(unmatched).toHaveLength(1);
    expect(JSON.stringify(unmatched)).not.toContain('secret');
  });

  test.each(['../../out', '/etc', 'a/../../b', 'C:\\x', 'con', '.git/hooks'])(
    'the directory `%s` is no path inside a repository (T01)',
    (path) => {
      const text = JSON.stringify({ skills: { a: { source: 'a/b', path } } });
      expect(read('package-json', text).unmatched).toHaveLength(1);
    },
  );

  test('keys that objects inherit are names like others, and reach nothing (T12)', () => {
    const text =
      '{"version":1,"skills":{"__proto__":{"source":"a/b"},"constructor":{"source":"a/b"}}}';
    expect(read('skills-lock', text).skills.map(({ name }) => name)).toEqual([
      '__proto__',
      'constructor',
    ]);
    expect(({} as Record<string, unknown>)['source']).toBeUndefined();
  });

  test('nesting that fills the stack is refused, not followed (T12)', () => {
    const deep = `{"version":1,"skills":${'{"a":'.repeat(50_000)}1${'}'.repeat(50_000)}}`;
    expect(failureOf('skills-lock', deep).code).toBe('IMPORT_INVALID');
  });

  test('whatever a file holds, it is read or refused, and what is read is safe', () => {
    const words = fc.constantFrom(
      'a/b',
      'a/b#v1',
      'https://h.test/x.git',
      '../x',
      '-x',
      'npm:@a/b',
      '',
    );
    const anyText = fc.oneof(words, fc.string());
    const entry = fc.oneof(
      anyText,
      fc.record(
        { source: anyText, sourceType: anyText, path: anyText, skillPath: anyText, ref: anyText },
        { requiredKeys: ['source'] },
      ),
      fc.jsonValue(),
    );
    const file = fc.record({
      version: fc.constant(1),
      skills: fc.oneof(fc.dictionary(anyText, entry), fc.array(entry)),
    });
    const names = fc.constantFrom('skills-lock', 'skillfish', 'package-json');
    fc.assert(
      fc.property(names, file, (name, value) => {
        try {
          for (const { source } of read(name, JSON.stringify(value)).skills) {
            if (source.kind !== 'git') continue;
            expect(isGitUrl(source.url)).toBe(true);
            expect(source.path === null || normalizeDirectory(source.path) === source.path).toBe(
              true,
            );
          }
        } catch (thrown) {
          if (!isPaksError(thrown)) throw thrown;
          expect(thrown.code).toBe('IMPORT_INVALID');
        }
      }),
      { numRuns: 300 },
    );
  });
});
