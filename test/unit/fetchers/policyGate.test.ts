import { describe, expect, test } from '@jest/globals';
import { assert, constantFrom, nat, property, string, stringMatching } from 'fast-check';
import { assertSourceAllowed, policySubject } from '../../../src/fetchers/policyGate.ts';
import { parseGitUrl } from '../../../src/model/GitUrl.ts';
import type { Source } from '../../../src/model/Source.ts';

function git(url: string): Source {
  return { kind: 'git', url: parseGitUrl(url), path: '', reference: { kind: 'default' } };
}

function isAllowed(source: Source, ...patterns: readonly string[]): boolean {
  try {
    assertSourceAllowed('demo', source, patterns);
    return true;
  } catch {
    return false;
  }
}

const registry: Source = { kind: 'registry', registry: 'private' };
const folder: Source = { kind: 'path', path: './skills/style' };

describe('policySubject', () => {
  test.each([
    ['https://github.com/acme/skills.git', 'git:github.com/acme/skills'],
    ['https://GitHub.com/acme/skills', 'git:github.com/acme/skills'],
    ['git@github.com:acme/skills.git', 'git:github.com/acme/skills'],
    ['ssh://git@github.com/acme/skills.git', 'git:github.com/acme/skills'],
    ['ssh://git@github.com:22/acme/skills.git', 'git:github.com/acme/skills'],
    ['https://git.example.com:8443/acme/skills', 'git:git.example.com:8443/acme/skills'],
    ['git@host:123/skills', 'git:host/123/skills'],
    ['ssh://git@host:123/skills', 'git:host:123/skills'],
    ['http://127.0.0.1:8080/many.git', 'git:127.0.0.1:8080/many'],
    ['file:///srv/skills.git', 'git:/srv/skills'],
  ])('names %s as %s', (url, subject) => {
    expect(policySubject(git(url))).toBe(subject);
  });

  test('names npm packages, and patterns of a scope allow them', () => {
    const npm: Source = { kind: 'npm', package: '@acme/tools', skill: 'pdf' };
    expect(policySubject(npm)).toBe('npm:@acme/tools');
    expect(isAllowed(npm, 'npm:@acme/*')).toBe(true);
    expect(isAllowed(npm, 'npm:acme', 'git:*', 'path')).toBe(false);
  });

  test('names registries and folders', () => {
    expect(policySubject(registry)).toBe('registry:private');
    expect(policySubject(folder)).toBe('path');
  });
});

describe('assertSourceAllowed', () => {
  test('allows everything where no list is given, and nothing by an empty one', () => {
    expect(() => assertSourceAllowed('demo', folder, undefined)).not.toThrow();
    expect(isAllowed(folder)).toBe(false);
  });

  test('a `*` stands for any run of characters, and only a `*` does', () => {
    const source = git('https://github.com/acme/skills.git');
    expect(isAllowed(source, 'git:github.com/acme/*')).toBe(true);
    expect(isAllowed(source, 'git:*/acme/*')).toBe(true);
    expect(isAllowed(source, 'git:github.com/acme/skills')).toBe(true);
    expect(isAllowed(source, 'git:github.com/acme')).toBe(false);
    expect(isAllowed(source, 'git:github.com/ac.e/*')).toBe(false);
    expect(isAllowed(source, 'git:*/other/*')).toBe(false);
  });

  test('the parts around a `*` do not overlap', () => {
    expect(isAllowed({ kind: 'registry', registry: 'aba' }, 'registry:ab*ba')).toBe(false);
    expect(isAllowed({ kind: 'registry', registry: 'abba' }, 'registry:ab*ba')).toBe(true);
  });

  test('T09: an address cannot look like an allowed one of another host', () => {
    const allowed = 'git:github.com/acme/*';
    for (const url of [
      'https://github.com.evil.example/acme/skills',
      'https://evil.example/github.com/acme/skills',
      'https://github.com:444/acme/skills',
      'https://github.com/acmes/skills',
      'git@evil.example:github.com/acme/skills',
    ]) {
      expect(isAllowed(git(url), allowed)).toBe(false);
    }
  });

  test('says what to add, and where', () => {
    expect(() => assertSourceAllowed('acme/demo', registry, ['path'])).toThrow(
      expect.objectContaining({
        code: 'POLICY_REFUSED',
        exit: 5,
        hint: expect.stringContaining('"registry:private"'),
      }),
    );
  });

  test('a pattern made by replacing any part by `*` allows its source', () => {
    assert(
      property(
        stringMatching(/^[a-z0-9-]{1,12}$/),
        stringMatching(/^[a-z0-9-]{1,12}$/),
        nat(),
        nat(),
        (owner, name, from, length) => {
          const source = git(`https://example.com/${owner}/${name}.git`);
          const subject = policySubject(source);
          const start = 4 + (from % (subject.length - 4));
          const pattern = `${subject.slice(0, start)}*${subject.slice(start + length)}`;
          expect(isAllowed(source, pattern)).toBe(true);
        },
      ),
    );
  });

  test('agrees with a regular expression on any pattern', () => {
    const text = string({ unit: constantFrom('a', 'b', '/', '*'), maxLength: 8 });
    assert(
      property(text, text, (pattern, name) => {
        const plain = name.replaceAll('*', '');
        const oracle = new RegExp(`^registry:${pattern.replaceAll('*', '.*')}$`);
        expect(isAllowed({ kind: 'registry', registry: plain }, `registry:${pattern}`)).toBe(
          oracle.test(`registry:${plain}`),
        );
      }),
    );
  });
});
