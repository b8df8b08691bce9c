import { describe, expect, test } from '@jest/globals';
import { namedHosts } from '../../../src/audit/namedHosts.ts';

describe('namedHosts', () => {
  test('finds the hosts of addresses, once each, without user, port and path', () => {
    const text = `See https://Example.com/a, (http://user:x@evil.test:8080/b) and wss://a.example.com.
      git clone git@github.com:acme/skills.git; https://localhost/x`;

    expect(namedHosts(text)).toEqual([
      'a.example.com',
      'evil.test',
      'example.com',
      'github.com',
      'localhost',
    ]);
  });

  test('T16: a look-alike host is told in ASCII', () => {
    expect(namedHosts('https://exаmple.com/')).toEqual(['xn--exmple-4nf.com']);
  });

  test('placeholders and text that is no host are left out', () => {
    expect(namedHosts('https://<host>/ https://$HOST/x http://- skill://name file:///etc')).toEqual(
      [],
    );
  });

  test('T05: a long hostile text ends, with a bounded answer', () => {
    const many = Array.from({ length: 5_000 }, (_, index) => `https://h${index}.test/`).join(' ');

    expect(namedHosts(many).length).toBeLessThanOrEqual(500);
    expect(namedHosts(`https://${'a@'.repeat(500_000)}`)).toEqual([]);
    expect(namedHosts('a://'.repeat(500_000))).toEqual([]);
  });
});
