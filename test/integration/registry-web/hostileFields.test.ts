import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { pageProblems } from '../../helpers/pageProblems.ts';
import { startRegistryHarness, type RegistryHarness } from '../../helpers/RegistryHarness.ts';

let registry: RegistryHarness;

const HTML = `"><script>alert(1)</script><img src=x onerror='alert(1)'>{{7*7}}\u202e&amp;`;
const PAGES = [
  '/',
  '/skills',
  '/skills/acme',
  '/skills/acme/hostile',
  '/skills/acme/hostile/1.0.0',
  '/skills/acme/hostile/versions',
];

/** Such values as indexing refuses, or a mirror, an older version or an operator may have let in. */
beforeAll(async () => {
  registry = await startRegistryHarness();
  await registry.publishAll([
    { account: 'acme', name: 'hostile', version: '1.0.0', dependencies: { 'acme/other': '*' } },
    { account: 'acme', name: 'harmless', version: '1.0.0' },
  ]);
  const { sql } = registry.registry;
  await sql.updateTable('accounts').set({ display_name: HTML }).execute();
  await sql
    .updateTable('skills')
    .set({
      description: HTML,
      license: HTML,
      homepage: `javascript:alert(1)//${HTML}`,
      author_name: HTML,
      author_url: `https://example.org/${HTML}`,
      keywords: [HTML, 'javascript:alert(1)'],
      categories: [HTML],
    })
    .where('name', '=', 'hostile')
    .execute();
  const file = { path: HTML, size: 1, mode: '755', sha256: HTML };
  await sql
    .updateTable('versions')
    .set({
      license: HTML,
      changelog: HTML,
      repository: `javascript:alert(1)//${HTML}`,
      tag: HTML,
      commit_id: HTML,
      skill_path: HTML,
      integrity: HTML,
      dependencies: JSON.stringify({ [HTML]: HTML, 'acme/harmless': HTML }),
      files: JSON.stringify([file]),
      readme: `---\nname: ${HTML}\ndescription: ${HTML}\n---\n# ${HTML}\n\n[a](javascript:alert(1))\n\n${HTML}\n`,
    })
    .where('readme', 'like', '%name: hostile%')
    .execute();
}, 60_000);

afterAll(async () => await registry.close());

const page = async (path: string) => await registry.ask(path, { headers: { accept: 'text/html' } });

describe('hostile text in every field (T20)', () => {
  test.each(PAGES)('is text on %s and nothing else', async (path) => {
    const { status, text } = await page(path);
    expect(status).toBe(200);
    expect(pageProblems(text)).toEqual([]);
    expect(text).not.toContain('<script>alert');
    expect(text).not.toContain('<img');
    expect(text).not.toMatch(/href="[^"]*javascript:/);
    expect(text.replaceAll(/<[^>]*>/g, '')).not.toContain('\u202e');
  });

  test('is shown as it is, so that people see it', async () => {
    const { text } = await page('/skills/acme/hostile');
    expect(text).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
    expect(text).toContain('⟦U+202E⟧');
  });

  test('in a search is answered with itself as text', async () => {
    const query = ['q', 'category', 'keyword', 'account'].map(
      (field) => `${field}=${encodeURIComponent(HTML)}`,
    );
    for (const part of query) {
      const { status, text } = await page(`/skills?${part}`);
      expect(status).toBe(200);
      expect(pageProblems(text)).toEqual([]);
    }
  });

  test('in an address is answered with a page that does not hold it as markup', async () => {
    for (const path of [`/skills/${encodeURIComponent(HTML)}`, `/${encodeURIComponent(HTML)}`]) {
      const { status, text } = await page(path);
      expect([status, pageProblems(text)]).toEqual([404, []]);
    }
    const { status, text } = await page(`/skills?sort=${encodeURIComponent(HTML)}`);
    expect([status, pageProblems(text)]).toEqual([400, []]);
  });

  test('leads out of the page nowhere but to https, and as a stranger’s', async () => {
    const { text } = await page('/skills/acme/hostile');
    const links = [...text.matchAll(/<a [^>]*href="https:[^>]*>/g)].map(([link]) => link);
    expect(links.length).toBeGreaterThan(0);
    for (const link of links) expect(link).toContain('rel="nofollow ugc noopener"');
  });
});

test('a SKILL.md of 2 MiB is answered with a part of it (T20)', async () => {
  const { sql } = registry.registry;
  const readme = '|<b>a</b>'.repeat(230_000);
  await sql
    .updateTable('versions')
    .set({ readme, integrity: 'sha256-long' })
    .where('readme', 'like', '%name: harmless%')
    .execute();
  const { status, text } = await page('/skills/acme/harmless');
  expect(status).toBe(200);
  expect(text.length).toBeLessThan(2 * 1024 * 1024);
  expect(text).toContain('too long to be set as a page; what follows is its beginning');
  expect(pageProblems(text)).toEqual([]);
});
