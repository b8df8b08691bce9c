import { describe, expect, test } from '@jest/globals';
import { registryAddress, withoutCredentials } from '../../../src/publish/registryAddress.ts';

describe('registryAddress', () => {
  test.each([
    ['https://github.com/acme/skills.git', 'https://github.com/acme/skills.git'],
    ['git@github.com:acme/skills.git', 'https://github.com/acme/skills.git'],
    ['ssh://git@gitlab.com/acme/group/skills.git', 'https://gitlab.com/acme/group/skills.git'],
    ['git@codeberg.org:/acme/skills', 'https://codeberg.org/acme/skills'],
    ['git@git.acme.test:skills.git', 'git@git.acme.test:skills.git'],
    ['ssh://git@github.com:2222/acme/skills', 'ssh://git@github.com:2222/acme/skills'],
    ['http://127.0.0.1:3000/skills.git', 'http://127.0.0.1:3000/skills.git'],
  ])('of %s is %s', (url, expected) => {
    expect(registryAddress(url)).toBe(expected);
  });

  test('T15: no user name and no password goes along', () => {
    expect(registryAddress('https://alice:s3cret@github.com/acme/skills')).toBe(
      'https://github.com/acme/skills',
    );
    expect(registryAddress('https://alice:s3@cret@git.acme.test/skills')).toBe(
      'https://git.acme.test/skills',
    );
    expect(withoutCredentials('https://token@github.com/a/b')).toBe('https://github.com/a/b');
  });

  test.each(['/srv/git/skills.git', 'file:///srv/git/skills.git'])(
    'a folder of this machine is refused: %s',
    (url) => {
      expect(() => registryAddress(url)).toThrow('a folder of this machine');
    },
  );

  test.each(['ext::sh -c touch% /tmp/x', '--upload-pack=x', '../skills'])(
    'T09: what is no address is refused: %s',
    (url) => {
      expect(() => registryAddress(url)).toThrow('is not a git address');
    },
  );
});
