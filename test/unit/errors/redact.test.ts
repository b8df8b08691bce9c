import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { redact, redactDeep } from '../../../src/errors/redact.ts';

describe('redact (T15)', () => {
  test.each([
    ['https://user:secret@host.example/x', 'https://host.example/x'],
    ['https://secret@host.example/x', 'https://host.example/x'],
    ['git+ssh://git:p@ss@host/x and http://a:b@c', 'git+ssh://host/x and http://c'],
    [
      'GET https://h/x?a=1&access_token=secret&b=2',
      'GET https://h/x?a=1&access_token=[hidden]&b=2',
    ],
    ['authorization: Bearer secret', 'authorization: [hidden]'],
    ['{"Authorization":"token secret","b":1}', '{"Authorization":"[hidden]","b":1}'],
    ['Proxy-Authorization: Basic c2VjcmV0', 'Proxy-Authorization: [hidden]'],
    ['PRIVATE-TOKEN: secret', 'PRIVATE-TOKEN: [hidden]'],
    ['api-token = "s3"; password=\'s4\'', 'api-token = "[hidden]"; password=\'[hidden]\''],
    ['token ghp_0123456789abcdef was refused', 'token [hidden] was refused'],
    ['a token stk_ab.cd~ef+gh/ij-kl==, whole', 'a token [hidden], whole'],
    ['stk_live_abcdef, glpat-abcdef, npm_config_proxy', '[hidden], [hidden], npm_config_proxy'],
  ])('takes the credential out of %j', (text, expected) => {
    expect(redact(text)).toBe(expected);
  });

  test.each([
    'https://host.example/@scope/name',
    'git@github.com:acme/skills.git',
    'mail me@host.example or see https://host.example/a?b=c',
    'acme/skill@1.2.3 from https://host.example/x#tag=deploy@1.2.3',
    'the token is missing',
  ])('leaves %j alone', (text) => {
    expect(redact(text)).toBe(text);
  });

  test('lets no credential through, wherever it stands', () => {
    const secret = fc
      .stringMatching(/^[A-Za-z0-9._~%!$*+,;=:@-]{12,40}$/)
      .map((text) => `S3cr${text}`);
    const around = fc.constantFrom('', ' ', 'x', '"', "'", '(', '\n', 'git+', '`', 'é');
    const form = fc.constantFrom(
      (text: string) => `https://me:${text}@host.example/a`,
      (text: string) => `ssh://${text}@host.example/a`,
      (text: string) => `${'a'.repeat(40)}://${text}@host`,
      (text: string) => `https://h/x?token=${encodeURIComponent(text)}`,
      (text: string) => `Authorization: Bearer ${text.replaceAll(',', '')}`,
      (text: string) => `=ghp_${text.replaceAll(/\W/g, '')}`,
    );
    fc.assert(
      fc.property(secret, around, around, form, (text, before, after, place) => {
        expect(redact(`${before}${place(text)}${after}`)).not.toContain('S3cr');
      }),
      { numRuns: 500 },
    );
  });

  test('changes nothing more the second time', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const once = redact(`https://${text}@host ${text}`);
        expect(redact(once)).toBe(once);
      }),
    );
  });

  test('stays quick on long lines', () => {
    for (const piece of [
      'a',
      'token',
      'token = "',
      '://',
      '?token=',
      'authorization:',
      'ghp_',
      '://a@',
    ]) {
      expect(redact(piece.repeat(100_000)).length).toBeGreaterThan(0);
    }
  });
});

test('redactDeep reaches every text of a value and keeps the rest', () => {
  const value = { a: ['https://u:p@h/', { b: 'stk_abcdef' }], c: 1, d: null, e: true };
  expect(redactDeep(value)).toEqual({
    a: ['https://h/', { b: '[hidden]' }],
    c: 1,
    d: null,
    e: true,
  });
});
