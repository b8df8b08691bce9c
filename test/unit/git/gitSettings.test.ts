import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import {
  formatGitSettings,
  parseGitSettings,
  rewriteUrl,
  transportSettings,
} from '../../../src/git/gitSettings.ts';

describe('parseGitSettings', () => {
  test('reads what git lists, names without a value included', () => {
    expect(
      parseGitSettings('user.name\nAda\0core.bare\0http.https://a.test/.proxy\na\nb\0'),
    ).toEqual([
      { key: 'user.name', value: 'Ada' },
      { key: 'core.bare', value: 'true' },
      { key: 'http.https://a.test/.proxy', value: 'a\nb' },
    ]);
  });
});

describe('formatGitSettings', () => {
  test('writes sections, subsections with dots, and values that need quoting', () => {
    const settings = [
      { key: 'core.bare', value: 'true' },
      { key: 'http.https://a.test/.proxy', value: 'say "hi" \\ # ;\nnext' },
    ];
    expect(formatGitSettings(settings)).toBe(
      '[core]\n\tbare = "true"\n[http "https://a.test/"]\n\tproxy = "say \\"hi\\" \\\\ # ;\\nnext"\n',
    );
  });

  test('a value cannot end its line, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(formatGitSettings([{ key: 'a.b', value }]).split('\n')).toHaveLength(3);
      }),
    );
  });
});

describe('transportSettings', () => {
  test('T08 lets through what reaches a server, and nothing that runs on a repository', () => {
    const keys = [
      'http.proxy',
      'http.https://a.test/.sslcainfo',
      'credential.helper',
      'core.sshcommand',
      'safe.directory',
      'core.hookspath',
      'core.fsmonitor',
      'filter.lfs.smudge',
      'uploadpack.packobjectshook',
      'url.ext::sh.insteadof',
      'protocol.ext.allow',
      'alias.fetch',
    ];
    const passed = transportSettings(keys.map((key) => ({ key, value: 'x' })));
    expect(passed.map(({ key }) => key)).toEqual(keys.slice(0, 5));
  });
});

describe('rewriteUrl', () => {
  const settings = [
    { key: 'url.git@host.test:.insteadof', value: 'https://host.test/' },
    { key: 'url.https://mirror.test/acme/.insteadof', value: 'https://host.test/acme/' },
    { key: 'url.https://push.test/.pushinsteadof', value: 'https://other.test/' },
    { key: 'url.https://never.test/.insteadof', value: '' },
  ];

  test.each([
    ['https://host.test/a/b', 'git@host.test:a/b'],
    ['https://host.test/acme/b', 'https://mirror.test/acme/b'],
    ['https://other.test/b', 'https://other.test/b'],
  ])('turns %s into %s', (url, rewritten) => {
    expect(rewriteUrl(url, settings)).toBe(rewritten);
  });
});
