import { expect, test } from '@jest/globals';
import { DEFAULT_SETTINGS } from '../../../packages/registry/src/Settings.ts';

test('a registry that nobody configured takes 100 requests a minute with a token and 20 without', () => {
  expect(DEFAULT_SETTINGS.rateLimits).toMatchObject({ withToken: 100, anonymous: 20 });
});
