import { createHash } from 'node:crypto';
import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { integrityHex, isIntegrity, parseIntegrity } from '../../../src/model/Integrity.ts';

describe('Integrity', () => {
  test('is any sha256 in base64, and its hex digits name a file', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const hash = () => createHash('sha256').update(bytes);
        const integrity = parseIntegrity(`sha256-${hash().digest('base64')}`);
        expect(integrityHex(integrity)).toBe(hash().digest('hex'));
      }),
    );
  });

  test.each([
    '',
    'sha256-',
    'sha1-2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
    'sha512-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU',
    'SHA256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=',
    'sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU= x',
    'sha256-e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  ])('refuses %j (T17)', (text) => {
    expect(isIntegrity(text)).toBe(false);
    expect(() => parseIntegrity(text)).toThrow(
      expect.objectContaining({ code: 'INTEGRITY_MISSING' }),
    );
  });

  test('has one spelling for one digest', () => {
    expect(isIntegrity('sha256-47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFV=')).toBe(false);
  });
});
