import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import type { Environment } from '../../../src/io/environment.ts';
import { environmentProxies, isExempt, proxyFor, splitNoProxy } from '../../../src/io/httpProxy.ts';

const given = (variables: Environment['variables']): Environment => ({
  variables,
  platform: 'linux',
  home: '/home/a',
});

describe('isExempt', () => {
  test.each<[string, string, boolean]>([
    ['https://skills.example.com', 'skills.example.com', true],
    ['https://skills.example.com', 'example.com', true],
    ['https://skills.example.com', '.example.com', true],
    ['https://skills.example.com', '*.example.com', true],
    ['https://skills.example.com', 'SKILLS.Example.COM', true],
    ['https://skills.example.com.', 'example.com', true],
    ['https://skills.example.com', 'example.com.', true],
    ['https://notexample.com', 'example.com', false],
    ['https://example.com.evil.net', 'example.com', false],
    ['https://example.com', 'skills.example.com', false],
    ['https://example.com', '*', true],
    ['https://example.com', 'example.com:443', true],
    ['https://example.com', 'example.com:8443', false],
    ['https://example.com:8443', 'example.com:8443', true],
    ['http://example.com', 'example.com:80', true],
    ['http://10.1.2.3', '10.1.2.3', true],
    ['http://10.1.2.3', '10.0.0.0/8', true],
    ['http://11.1.2.3', '10.0.0.0/8', false],
    ['http://10.1.2.3', '10.1.2.0/33', false],
    ['http://10.1.2.3:81', '10.1.2.3:80', false],
    ['http://10.1.2.3', '0.0.0.0/0', true],
    ['http://110.1.2.3', '10.1.2.3', false],
    ['http://[fd00::1]', 'fd00::/8', true],
    ['http://[fd00::1]', '[fd00::1]', true],
    ['http://[fd00::1]:81', '[fd00::1]:81', true],
    ['http://[fe80::1]', 'fd00::/8', false],
    ['http://10.1.2.3', 'fd00::/8', false],
    ['https://example.com', '.', false],
  ])('%s with %s: %s', (url, entry, exempt) => {
    expect(isExempt(new URL(url), [entry])).toBe(exempt);
  });

  test('an entry without wildcard or network exempts only the host and what is below it', () => {
    const label = fc.stringMatching(/^[a-z][a-z0-9]{0,5}$/);
    fc.assert(
      fc.property(fc.array(label, { minLength: 1, maxLength: 4 }), label, (labels, extra) => {
        const entry = [...labels, 'test'].join('.');
        expect(isExempt(new URL(`https://${entry}`), [entry])).toBe(true);
        expect(isExempt(new URL(`https://${extra}.${entry}`), [entry])).toBe(true);
        expect(isExempt(new URL(`https://${extra}${entry}`), [entry])).toBe(false);
        expect(isExempt(new URL(`https://${entry}.${extra}`), [entry])).toBe(false);
      }),
    );
  });

  test('a list is separated by commas or spaces', () => {
    expect(splitNoProxy(' a.test, b.test  c.test,,')).toEqual(['a.test', 'b.test', 'c.test']);
  });
});

describe('environmentProxies', () => {
  test('lower case wins, capitals serve, ALL_PROXY fills in', () => {
    const variables = {
      http_proxy: 'http://low',
      HTTP_PROXY: 'http://high',
      ALL_PROXY: 'http://all',
      NO_PROXY: 'a.test,b.test',
    };
    expect(environmentProxies(given(variables))).toEqual({
      http: 'http://low',
      https: 'http://all',
      none: ['a.test', 'b.test'],
    });
  });

  test('an empty variable is an unset one', () => {
    expect(environmentProxies(given({ https_proxy: '', HTTPS_PROXY: 'http://high' })).https).toBe(
      'http://high',
    );
  });

  test('inside a CGI program HTTP_PROXY in capitals is a header of the visitor', () => {
    const variables = { HTTP_PROXY: 'http://evil', REQUEST_METHOD: 'GET' };
    expect(environmentProxies(given(variables)).http).toBeUndefined();
  });
});

describe('proxyFor', () => {
  const settings = { http: 'plain.test:3128', https: 'https://secure.test', none: ['direct.test'] };

  test.each([
    ['http://example.com/', 'http://plain.test:3128/'],
    ['https://example.com/', 'https://secure.test/'],
    ['https://direct.test/', null],
    ['https://localhost/', null],
    ['http://api.localhost/', 'http://plain.test:3128/'],
    ['http://127.8.9.1:80/', null],
    ['http://[::1]:80/', null],
    ['http://127.0.0.1.example.com/', 'http://plain.test:3128/'],
  ])('%s goes by %s', (url, proxy) => {
    expect(proxyFor(new URL(url), settings)?.href ?? null).toBe(proxy);
  });

  test.each(['ftp://proxy.test', 'http://', '://'])('%s is no proxy', (address) => {
    const wrong = { http: address, https: undefined, none: [] };
    expect(() => proxyFor(new URL('http://a.test'), wrong)).toThrow(
      expect.objectContaining({ code: 'CONFIG_INVALID' }),
    );
  });
});
