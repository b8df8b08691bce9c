import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { gitUrlParts, isGitUrl, isLoopback, parseGitUrl } from '../../../src/model/GitUrl.ts';

describe('parseGitUrl', () => {
  test.each([
    ['https://github.com/acme/skills.git', 'https://github.com/acme/skills.git'],
    ['HTTPS://GitHub.com:443/acme/Skills/', 'https://github.com/acme/Skills'],
    ['git+https://host.test/a', 'https://host.test/a'],
    ['http://127.0.0.1:8080/a.git', 'http://127.0.0.1:8080/a.git'],
    ['ssh://git@host.test:22/a.git', 'ssh://git@host.test/a.git'],
    ['ssh://git@host.test:2222/a.git', 'ssh://git@host.test:2222/a.git'],
    ['https://[::1]:8443/a', 'https://[::1]:8443/a'],
    ['git@host.test:acme/skills.git', 'git@host.test:acme/skills.git'],
    ['host.test:acme/skills', 'host.test:acme/skills'],
    ['git@host.test:/srv/skills.git', 'git@host.test:/srv/skills.git'],
    ['file:///srv/skills.git', 'file:///srv/skills.git'],
    ['/srv/my skills.git', 'file:///srv/my%20skills.git'],
    ['C:\\work\\skills', 'file:///C:/work/skills'],
    ['https://host.test/caf%C3%A9', 'https://host.test/caf%C3%A9'],
  ])('reads %s as %s', (text, normal) => {
    expect(parseGitUrl(text)).toBe(normal);
  });

  test.each([
    ['https://user:secret@host.test/a', 'a password'],
    ['https://token@host.test/a', 'a user name'],
    ['ssh://git:secret@host.test/a', 'a password over ssh'],
    ['ext::sh -c touch% /tmp/x', 'a remote helper'],
    ['ext::sh', 'a remote helper without spaces'],
    ['fd::3', 'a file descriptor'],
    ['git://host.test/a', 'the unauthenticated transport'],
    ['ftp://host.test/a', 'ftp'],
    ['-uupload', 'an option'],
    ['--upload-pack=touch', 'a long option'],
    ['ssh://-oProxyCommand=x/a', 'a host that is an option'],
    ['git@-oProxyCommand=x:a', 'a host that is an option, short form'],
    ['-o@host:a', 'a user that is an option'],
    ['ssh://-o@host.test/a', 'a user that is an option, URL form'],
    ['git@host.test:-x', 'a path that is an option'],
    ['https://host.test/a\nb', 'a newline'],
    ['https://host.test/a%0ab', 'an encoded newline'],
    ['https://host.test/a%0D', 'an encoded carriage return'],
    ['https://host.test/a\u202eb', 'a direction change'],
    ['https://host.test/a b', 'a space'],
    ['https://host.test/../a', 'a parent segment'],
    ['https://host.test/x/%2E%2e/a', 'an encoded parent segment'],
    ['/srv/../etc', 'a parent segment in a folder'],
    ['https://host.test/a?x=1', 'a query'],
    ['https://host.test/a#v1', 'a fragment'],
    ['https://host.test', 'no repository'],
    ['https:///a', 'no host'],
    ['https://host.test:99999/a', 'no port'],
    ['file://server/share', 'another machine'],
    ['./skills', 'a relative folder'],
    ['skills', 'a word'],
    ['', 'nothing'],
    [`https://host.test/${'a'.repeat(3_000)}`, 'more than anyone types'],
  ])('T09 refuses %j: %s', (text) => {
    expect(() => parseGitUrl(text)).toThrow(expect.objectContaining({ code: 'SOURCE_INVALID' }));
  });

  test('T15 does not repeat a password in its refusal', () => {
    expect(() => parseGitUrl('https://ada:hunter2@host.test/a')).not.toThrow(/hunter2/);
  });

  test('a normal form is its own normal form, and holds nothing that acts', () => {
    const word = fc.stringMatching(/^[a-z0-9]{1,8}$/);
    const noise = fc.string({ maxLength: 12, unit: 'binary' });
    const text = fc.oneof(
      noise,
      fc
        .tuple(fc.constantFrom('https://', 'ssh://', 'file://', 'git@', '/'), word, noise)
        .map((parts) => parts.join('')),
      fc.tuple(word, noise, word).map(([host, middle, path]) => `https://${host}${middle}/${path}`),
    );
    fc.assert(
      fc.property(text, (candidate) => {
        if (!isGitUrl(candidate)) return;
        const url = parseGitUrl(candidate);
        expect(parseGitUrl(url)).toBe(url);
        expect(url).not.toMatch(/^-|[\s\u0000-\u001f]/);
        const { host, path, user } = gitUrlParts(url);
        expect(path).not.toBe('');
        for (const part of [host, user]) expect(part).not.toMatch(/^-/);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('gitUrlParts', () => {
  test('splits both ssh forms', () => {
    expect(gitUrlParts(parseGitUrl('git@host.test:a/b'))).toEqual({
      scheme: 'ssh',
      host: 'host.test',
      port: '',
      user: 'git',
      path: 'a/b',
    });
    expect(gitUrlParts(parseGitUrl('ssh://host.test:2222/a/b'))).toEqual({
      scheme: 'ssh',
      host: 'host.test',
      port: '2222',
      user: '',
      path: '/a/b',
    });
  });
});

describe('isLoopback', () => {
  test('is true for this machine only', () => {
    expect(['localhost', '127.0.0.1', '127.8.9.1', '[::1]'].map(isLoopback)).not.toContain(false);
    expect(['127.evil.test', 'localhost.test', '10.0.0.1', ''].map(isLoopback)).not.toContain(true);
  });
});
