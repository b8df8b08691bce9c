import { describe, expect, test } from '@jest/globals';
import { authRequired, tokenExpired, tokenInvalid } from '../../../src/auth/tokenProblems.ts';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { askForToken } from '../../../src/operations/account/askForToken.ts';
import type { Services } from '../../../src/operations/Services.ts';

const OWN = { ...PUBLIC_REGISTRY, name: 'private', url: 'https://skills.example.com' };

describe('a token of the public registry', () => {
  test('that is invalid can be checked at its page of tokens', () => {
    expect(tokenInvalid(PUBLIC_REGISTRY)).toMatchObject({
      code: 'TOKEN_INVALID',
      message: expect.stringMatching(/^invalid token/),
      hint: expect.stringMatching(
        /^check your token at https:\/\/stakpak\.dev\/settings\/tokens, /,
      ),
    });
  });

  test('that expired is replaced by one from its page of tokens', () => {
    expect(tokenExpired(PUBLIC_REGISTRY, Date.parse('2026-03-01T00:00:00Z'))).toMatchObject({
      code: 'TOKEN_EXPIRED',
      message: expect.stringMatching(/^token expired: .* on 2026-03-01$/),
      hint: expect.stringMatching(
        /^generate a new token at https:\/\/stakpak\.dev\/settings\/tokens, /,
      ),
    });
  });

  test('is asked for by name, with the page where tokens are made', async () => {
    const questions: string[] = [];
    const secret = async ({ question }: { readonly question: string }) => {
      questions.push(question);
      return 'stk_abcdefgh12345678';
    };
    const services = { prompter: { secret } } as unknown as Services;
    expect(await askForToken(null, PUBLIC_REGISTRY, services)).toBe('stk_abcdefgh12345678');
    await askForToken(null, OWN, services);
    expect(questions).toEqual([
      'Enter your Stakpak API token:\n   (Get your token at https://stakpak.dev/settings/tokens)',
      'Enter your token for private (https://skills.example.com):',
    ]);
  });
});

describe('a token of another registry', () => {
  test('has nothing to do with that page, and its hint signs in to that registry', () => {
    for (const problem of [tokenInvalid(OWN), tokenExpired(OWN), authRequired(OWN)]) {
      expect(problem.hint).toContain('`paks login --registry private`');
      expect(problem.hint).not.toContain('stakpak.dev');
    }
  });
});
