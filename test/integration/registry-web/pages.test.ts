import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageProblems } from '../../helpers/pageProblems.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

beforeAll(async () => {
  registry = await startRegistryHarness({ publicUrl: 'https://skills.example.com' });
  const many = Array.from({ length: 25 }, (_, index) => ({
    account: 'bulk',
    name: `many-${String(index).padStart(2, '0')}`,
    version: '1.0.0',
    description: `Number ${index} of many`,
  }));
  const versions = ['1.0.0', '1.1.0', '2.0.0-rc.1', '1.2.0'].map((version) => ({
    account: 'acme',
    name: 'deploy',
    version,
    description: 'Deploys to clusters',
    dependencies: { 'acme/base': '^1.0.0', 'acme/unknown': '*' },
    frontmatter: version === '1.0.0' ? [] : ['license: MIT'],
    files: { 'scripts/run.sh': { content: '#!/bin/sh\n', mode: '100755' as const } },
  }));
  await registry.publishAll([
    { account: 'acme', name: 'base', version: '1.0.0', description: 'What others build on' },
    ...versions,
    ...many,
  ]);
  await registry.operate('skill', 'yank', 'acme/deploy', '1.1.0');
}, 60_000);

afterAll(async () => await registry.close());

const page = async (path: string) =>
  await registry.ask(path, { headers: { accept: 'text/html,*/*' } });

/** The words of a page, tags left out. */
const words = (html: string) =>
  html
    .replace(/<head>.*<\/head>/s, '')
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\s+/g, ' ');

describe('every page', () => {
  test.each([
    ['/', 200],
    ['/skills', 200],
    ['/skills?q=deploys&category=x&keyword=y&account=acme&sort=name', 200],
    ['/skills?account=bulk&page=2', 200],
    ['/skills/acme', 200],
    ['/skills/acme/deploy', 200],
    ['/skills/acme/deploy/1.1.0', 200],
    ['/skills/acme/deploy/versions', 200],
    ['/skills/acme/none', 404],
    ['/skills/acme/deploy/9.9.9', 404],
    ['/skills/nobody', 404],
    ['/skills/Not%20A%20Name%00', 404],
    ['/skills?sort=magic', 400],
    ['/skills/acme?page=0', 400],
    ['/elsewhere', 404],
  ])('is sound, strict and small: %s', async (path, status) => {
    const answer = await page(path);
    expect(answer.status).toBe(status);
    expect(pageProblems(answer.text)).toEqual([]);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('content-security-policy')).toMatch(
      /^default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'/,
    );
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.text.length).toBeLessThan(40_000);
  });

  test('is revalidated for nothing while it says the same, compressed or not', async () => {
    const { headers } = await page('/skills/acme/deploy');
    expect(headers.get('cache-control')).toBe('public, max-age=60');
    expect(headers.get('vary')).toBe('Authorization, Accept-Encoding');
    const etag = headers.get('etag') ?? '';
    const again = await registry.ask('/skills/acme/deploy', { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
  });

  test('names a style and a script that are kept for ever', async () => {
    const { text } = await page('/skills/acme/deploy');
    const files = [...text.matchAll(/(?:href|src)="(\/assets\/[^"]+)"/g)].map(([, file]) => file);
    expect(files).toHaveLength(3);
    for (const file of files) {
      const { status, headers } = await registry.ask(file ?? '');
      expect([status, headers.get('cache-control')]).toEqual([
        200,
        'public, max-age=31536000, immutable',
      ]);
      expect(headers.get('content-type')).toMatch(/^(text\/css|text\/javascript|image\/svg\+xml)/);
    }
    expect((await page('/assets/style-000000000000.css')).status).toBe(404);
  });

  test('is left to the API where the API is asked', async () => {
    const answer = await page('/api/skills/acme/none');
    expect(answer.json.error.code).toBe('SKILL_NOT_FOUND');
    expect((await registry.ask('/elsewhere')).json.error.code).toBe('NOT_FOUND');
  });
});

describe('a search', () => {
  test('finds by words and says how many', async () => {
    const { text } = await page('/skills?q=clusters');
    expect(words(text)).toContain('1 skill acme/ deploy Deploys to clusters');
    expect(text).toContain('value="clusters"');
    expect(text).toContain('<option value="relevance" selected>');
  });

  test('shows each skill once over its pages', async () => {
    const pages = await Promise.all([1, 2].map((at) => page(`/skills?account=bulk&page=${at}`)));
    const names = pages.flatMap(({ text }) =>
      [...text.matchAll(/href="\/skills\/bulk\/(many-\d\d)"/g)].map(([, name]) => name),
    );
    expect(new Set(names).size).toBe(25);
    expect(names).toHaveLength(25);
    expect(pages[0]?.text).toContain('href="/skills?account=bulk&amp;sort=downloads&amp;page=2"');
    expect(pages[1]?.text).toContain('rel="prev"');
    expect(pages[1]?.text).not.toContain('rel="next"');
  });

  test('offers to take each filter away', async () => {
    const { text } = await page('/skills?q=many&account=bulk&sort=name');
    expect(text).toContain('<a href="/skills?q=many&amp;sort=name">');
    expect(words(text)).toContain('Remove the filter account: bulk');
  });

  test('says so when nothing matches, or the list ended before', async () => {
    expect(words((await page('/skills?q=zzzz')).text)).toContain('No skill matches');
    expect(words((await page('/skills?page=99')).text)).toContain('The list ends before this page');
  });
});

describe('a skill', () => {
  test('shows how to install it, and what it is made of', async () => {
    const text = words((await page('/skills/acme/deploy')).text);
    expect(text).toContain('paks add acme/deploy Copy');
    expect(text).toContain('v1.2.0 Licence: MIT Published');
    expect(text).toContain('2 files, ');
    expect(text).toContain('scripts/run.sh Executable 10 B');
    expect(text).toContain('acme/base ^1.0.0');
    expect(text).toContain('Dependencies');
  });

  test('links the dependencies that are here, and names the skills that need it', async () => {
    const { text } = await page('/skills/acme/deploy');
    expect(text).toContain('<a href="/skills/acme/base">acme/base</a>');
    expect(text).toContain('<span>acme/unknown</span>');
    const base = (await page('/skills/acme/base')).text;
    expect(base).toContain('<a href="/skills/acme/deploy">acme/deploy</a>');
    expect(words((await page('/skills/acme/deploy')).text)).toContain(
      'Used by No other skill here',
    );
  });

  test('has a page for each version, which says if it was yanked or is not the latest', async () => {
    const yanked = words((await page('/skills/acme/deploy/1.1.0')).text);
    expect(yanked).toContain('This version was yanked.');
    expect(yanked).not.toContain('paks add');
    const old = words((await page('/skills/acme/deploy/1.0.0')).text);
    expect(old).toContain('This is not the latest version. See v1.2.0');
    expect(old).toContain('paks add acme/deploy@1.0.0');
    expect(old).toContain('No licence');
  });

  test('lists its versions, the highest first', async () => {
    const { text } = await page('/skills/acme/deploy/versions');
    const listed = [...text.matchAll(/<th scope="row"><a [^>]*>([^<]+)/g)].map(([, v]) => v);
    expect(listed).toEqual(['2.0.0-rc.1', '1.2.0', '1.1.0', '1.0.0']);
    expect(words(text)).toMatch(/1\.2\.0 Latest .* 1\.1\.0 Yanked/);
  });

  test('draws the downloads that were counted', async () => {
    for (const token of [undefined, await registry.createToken('acme')]) {
      await registry.ask('/api/skills/acme/base/versions/1.0.0/archive', { token });
    }
    const { text } = await page('/skills/acme/base');
    expect(words(text)).toContain('2 in all, 2 in 30 days');
    expect(text).toContain('aria-label="2 downloads in the last 26 weeks');
  });
});

test('the front page leads to what is popular and says how to use the registry', async () => {
  const { text } = await page('/');
  expect(words(text)).toContain('27 skills, each version pinned to its bytes.');
  expect(words(text)).toContain('paks registry add private --url https://skills.example.com');
});

test('an account shows its skills and nothing that is not public', async () => {
  const { sql } = registry.registry;
  const personal = { display_name: 'Acme, Inc.', email: 'secret@example.org' };
  await sql.updateTable('accounts').set(personal).where('name', '=', 'acme').execute();
  const { text } = await page('/skills/acme');
  expect(words(text)).toContain('User acme Acme, Inc. 2 skills, here since');
  expect(text).not.toContain('secret@example.org');
});
