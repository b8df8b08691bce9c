import { describe, expect, test } from '@jest/globals';
import { requireToken } from '../../../src/auth/requireToken.ts';
import { PUBLIC_REGISTRY } from '../../../src/config/Registry.ts';

const TOKEN = 'stk_abcdefgh12345678';

describe('requireToken', () => {
  test('gives the token there is', async () => {
    const tokens = { tokenFor: async () => TOKEN };
    expect(await requireToken(tokens, PUBLIC_REGISTRY)).toBe(TOKEN);
  });

  test.each([
    ['paks', '`paks login`'],
    ['private', '`paks login --registry private`'],
  ])('without one for %s says %s', async (name, command) => {
    const tokens = { tokenFor: async () => null };
    await expect(requireToken(tokens, { ...PUBLIC_REGISTRY, name })).rejects.toMatchObject({
      code: 'AUTH_REQUIRED',
      exit: 7,
      message: expect.stringContaining(`\`${name}\``),
      hint: expect.stringContaining(command),
    });
  });
});
