import { describe, expect, test } from '@jest/globals';
import {
  outsideAddress,
  searchAddress,
  skillAddress,
  versionsAddress,
} from '../../../packages/registry/src/web/addresses.ts';
import { formatSize } from '../../../packages/registry/src/web/format.ts';
import { siteOf } from '../../../packages/registry/src/web/Site.ts';

describe('addresses of pages', () => {
  test('lie below the path that a proxy serves the registry at', () => {
    const { base } = siteOf({ publicUrl: 'https://tools.example.com/paks/' });
    const skill = { account: 'acme', name: 'deploy' };
    expect(skillAddress(base, skill, '1.0.0+a b')).toBe('/paks/skills/acme/deploy/1.0.0%2Ba%20b');
    expect(versionsAddress(base, skill, 2)).toBe('/paks/skills/acme/deploy/versions?page=2');
    expect(siteOf({ publicUrl: 'https://example.com' }).base).toBe('');
    expect(siteOf({ publicUrl: undefined })).toEqual({ base: '', registryUrl: null });
  });

  test('hold what a visitor asked for, escaped, and nothing empty', () => {
    expect(searchAddress('', { q: 'a&b="<', category: undefined, keyword: '', page: 2 })).toBe(
      '/skills?q=a%26b%3D%22%3C&page=2',
    );
    expect(searchAddress('', {})).toBe('/skills');
  });

  test.each([
    'javascript:alert(1)',
    'http://example.org',
    'https://user@example.org',
    'https://:secret@example.org',
    '//example.org',
    'not an address',
    null,
  ])('never lead outside to %s (T20)', (address) => {
    expect(outsideAddress(address)).toBeNull();
  });

  test('lead outside in normal form', () => {
    expect(outsideAddress('https://EXAMPLE.org/"><b>')).toBe('https://example.org/%22%3E%3Cb%3E');
  });
});

test('sizes are shown in the unit that suits them', () => {
  expect([0, 1023, 1024, 1_600_000].map(formatSize)).toEqual([
    '0 B',
    '1023 B',
    '1.0 KiB',
    '1.5 MiB',
  ]);
});
