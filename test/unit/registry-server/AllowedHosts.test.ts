import { describe, expect, test } from '@jest/globals';
import { AllowedHosts } from '../../../packages/registry/src/fetching/AllowedHosts.ts';

const hosts = new AllowedHosts(
  ['github.com', 'git.example:8443', '127.0.0.1:4000'],
  ['git.inside.example'],
);
const refused = expect.objectContaining({ code: 'REPOSITORY_NOT_ALLOWED' });

describe('the hosts that may be indexed', () => {
  test.each([
    ['https://github.com/a/b', 'https://github.com/a/b'],
    ['https://GitHub.com:443/a/b.git/', 'https://github.com/a/b.git'],
    ['https://git.example:8443/a/b', 'https://git.example:8443/a/b'],
    ['http://127.0.0.1:4000/a.git', 'http://127.0.0.1:4000/a.git'],
    ['https://git.inside.example/a/b', 'https://git.inside.example/a/b'],
    ['git@github.com:a/b.git', 'https://github.com/a/b.git'],
    ['ssh://git@github.com/a/b.git', 'https://github.com/a/b.git'],
  ])('include that of %s, read at %s', (given, read) => {
    expect(hosts.repositoryUrl(given)).toBe(read);
  });

  test.each([
    'https://evil.example/a/b',
    'https://github.com.evil.example/a/b',
    'https://github.com:8443/a/b',
    'http://github.com/a/b',
    'http://git.inside.example/a/b',
    'http://127.0.0.1:4001/a.git',
    'http://127.0.0.1/a.git',
    'http://localhost:4000/a.git',
    'http://2130706433:4000/a.git',
    'http://0x7f.0.0.1:4000/a.git',
    'http://127.1:4000/a.git',
    'http://[::ffff:127.0.0.1]:4000/a.git',
    'http://[::1]:4000/a.git',
    'https://user:secret@github.com/a/b',
    'https://github.com@evil.example/a/b',
    'https://evil.example#@github.com/a/b',
    'https://github.com\\@evil.example/a/b',
    'file:///etc/passwd',
    '/etc/passwd',
    'ext::sh -c id',
    '--upload-pack=id',
    'gopher://github.com/a',
    '',
    'https://github.com/../../a',
    'https://github.com/a\n/b',
  ])('do not include that of %j (T21)', (given) => {
    expect(() => hosts.repositoryUrl(given)).toThrow(refused);
  });

  test('a name may lead to private addresses only where the operator said so', () => {
    expect(hosts.mayConnect('github.com', '140.82.121.3')).toBe(true);
    expect(hosts.mayConnect('github.com', '10.0.0.1')).toBe(false);
    expect(hosts.mayConnect('git.inside.example', '10.0.0.1')).toBe(true);
    expect(hosts.mayConnect('127.0.0.1', '127.0.0.1')).toBe(true);
    expect(hosts.mayConnect('127.0.0.2', '127.0.0.2')).toBe(false);
  });
});
