import { describe, expect, test } from '@jest/globals';
import type { CredentialStore } from '../../../src/auth/CredentialStore.ts';
import type { SignedIn } from '../../../src/auth/SignedIn.ts';
import { userTokens } from '../../../src/auth/userTokens.ts';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';
import { PaksError } from '../../../src/errors/PaksError.ts';
import type { PaksEvent } from '../../../src/events/events.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOW = Date.parse('2026-03-01T12:00:00Z');
const STORED = 'stk_stored12345678';
const ACCOUNT: SignedIn = {
  place: 'keychain',
  id: '1',
  username: 'ada',
  email: null,
  expiresAt: null,
};
const OTHER = { ...PUBLIC_REGISTRY, name: 'private', url: 'https://skills.example.com' };

interface Given {
  readonly account?: Partial<SignedIn> | null;
  readonly token?: string | null | PaksError;
  readonly variable?: string | null;
}

function start({ account = {}, token = STORED, variable = null }: Given = {}) {
  const events: PaksEvent[] = [];
  let opened = 0;
  const known = account === null ? null : { ...ACCOUNT, ...account };
  const credentials = {
    find: (origin: string) => (origin === 'https://api.paks.dev' ? known : null),
    token: async () => {
      opened++;
      if (typeof token === 'object' && token !== null) throw token;
      return token;
    },
  } as unknown as CredentialStore;
  const tokens = userTokens({
    environment: { tokenFor: async () => variable },
    credentials,
    clock: { now: () => NOW, sleep: async () => undefined },
    reporter: { report: (event) => void events.push(event) },
  });
  return { tokens, events, opened: () => opened };
}

describe('the token of a registry', () => {
  test("is a variable's before the stored one, which then is not looked at", async () => {
    const { tokens, opened } = start({ variable: 'stk_variable0000' });
    expect(await tokens.tokenFor(PUBLIC_REGISTRY)).toBe('stk_variable0000');
    expect(opened()).toBe(0);
  });

  test('is the stored one, looked up once a run', async () => {
    const { tokens, opened, events } = start();
    expect(await tokens.tokenFor(PUBLIC_REGISTRY)).toBe(STORED);
    expect(await tokens.tokenFor(PUBLIC_REGISTRY, 'required')).toBe(STORED);
    expect([opened(), events]).toEqual([1, []]);
  });

  test('T15: is none for another origin, and where nobody signed in, and nothing is opened for that', async () => {
    const elsewhere = start();
    expect(await elsewhere.tokens.tokenFor(OTHER)).toBeNull();
    expect(await elsewhere.tokens.tokenFor({ ...OTHER, name: 'paks' })).toBeNull();
    const nobody = start({ account: null });
    expect(await nobody.tokens.tokenFor(PUBLIC_REGISTRY, 'required')).toBeNull();
    expect([elsewhere.opened(), nobody.opened()]).toEqual([0, 0]);
  });
});

describe('a token that is there and no good', () => {
  const locked = new PaksError('KEYCHAIN_UNAVAILABLE', { message: 'it is locked' });
  test.each<[string, Given, string, RegExp]>([
    ['has expired', { account: { expiresAt: NOW - 1 } }, 'TOKEN_EXPIRED', /expired/],
    ['is gone', { token: null }, 'AUTH_REQUIRED', /gone from the keychain/],
    ['cannot be read', { token: locked }, 'KEYCHAIN_UNAVAILABLE', /locked/],
  ])('because it %s is an error where one is required', async (_why, given, code, message) => {
    const required = start(given).tokens.tokenFor(PUBLIC_REGISTRY, 'required');
    await expect(required).rejects.toMatchObject({
      code,
      exit: 7,
      message: expect.stringMatching(message),
    });
  });

  test.each<[string, Given, string]>([
    ['has expired', { account: { expiresAt: NOW - 1 } }, 'TOKEN_EXPIRED'],
    ['is gone', { token: null }, 'AUTH_REQUIRED'],
    ['cannot be read', { token: locked }, 'KEYCHAIN_UNAVAILABLE'],
  ])(
    'because it %s is one warning for reading, which goes on without',
    async (_why, given, code) => {
      const { tokens, events } = start(given);
      expect(await tokens.tokenFor(PUBLIC_REGISTRY)).toBeNull();
      expect(await tokens.tokenFor(PUBLIC_REGISTRY)).toBeNull();
      expect(events).toEqual([
        expect.objectContaining({
          type: 'warning',
          code,
          message: expect.stringContaining('asking without a token'),
        }),
      ]);
    },
  );

  test('an expired token says when, where to make a new one and how to sign in', async () => {
    const { tokens } = start({ account: { expiresAt: NOW - 2 * DAY } });
    await expect(tokens.tokenFor(PUBLIC_REGISTRY, 'required')).rejects.toMatchObject({
      message: expect.stringContaining('2026-02-27'),
      hint: expect.stringMatching(/https:\/\/stakpak\.dev\/settings\/tokens.*`paks login`/),
    });
  });
});

describe('a token about to expire', () => {
  test.each([
    [7 * DAY, null],
    [7 * DAY - 1, /in 6 days, on 2026-03-08/],
    [DAY, /in a day/],
    [1, /in less than a day/],
  ])('in %i ms: warning %s', async (left, warning) => {
    const { tokens, events } = start({ account: { expiresAt: NOW + left } });
    expect(await tokens.tokenFor(PUBLIC_REGISTRY)).toBe(STORED);
    await tokens.tokenFor(PUBLIC_REGISTRY);
    const messages = events.map((event) => ('message' in event ? event.message : ''));
    expect(messages).toEqual(warning === null ? [] : [expect.stringMatching(warning)]);
  });
});
