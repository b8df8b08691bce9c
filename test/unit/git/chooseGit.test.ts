import { describe, expect, test } from '@jest/globals';
import { chooseTransport } from '../../../src/git/chooseGit.ts';
import { parseGitUrl } from '../../../src/model/GitUrl.ts';

const choose = (url: string, usesProgram = false, insecure = false): string =>
  chooseTransport(parseGitUrl(url), { usesProgram, isInsecureAllowed: () => insecure });

describe('chooseTransport', () => {
  test.each([
    ['https://host.test/a', 'partial'],
    ['http://127.0.0.1:8080/a', 'partial'],
    ['http://localhost/a', 'partial'],
    ['ssh://git@host.test/a', 'program'],
    ['git@host.test:a', 'program'],
    ['file:///srv/a', 'program'],
  ])('sends %s by %s', (url, transport) => {
    expect(choose(url)).toBe(transport);
    expect(choose(url, true)).toBe('program');
  });

  test('allows plain http beyond this machine only on request, whichever way', () => {
    expect(choose('http://host.test/a', false, true)).toBe('partial');
    for (const usesProgram of [true, false]) {
      expect(() => choose('http://host.test/a', usesProgram)).toThrow(
        expect.objectContaining({ code: 'SOURCE_INVALID' }),
      );
    }
  });
});
