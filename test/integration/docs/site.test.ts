import { posix } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { buildSite } from '../../../scripts/site/buildSite.ts';
import { renderPage } from '../../../scripts/site/renderPage.ts';

let site: ReadonlyMap<string, string>;
let pages: readonly (readonly [string, string])[];

beforeAll(() => {
  site = buildSite();
  pages = [...site].filter(([path]) => path.endsWith('.html'));
});

function all(text: string, pattern: RegExp): readonly string[] {
  return Array.from(text.matchAll(pattern), ([, found = '']) => found);
}

describe('the site', () => {
  test('every link leads to a file of the site, and to a place in it', () => {
    const broken = pages.flatMap(([path, html]) =>
      all(html, /(?:href|src)="([^"]*)"/g).flatMap((link) => {
        if (/^https?:/.test(link)) return [];
        const [file = '', anchor] = link.split('#');
        const target = file === '' ? path : posix.join(posix.dirname(path), decodeURI(file));
        const text = site.get(target);
        const isThere = anchor === undefined || text?.includes(`id="${anchor}"`) === true;
        return text === undefined || !isThere ? [`${path}: ${link}`] : [];
      }),
    );

    expect(pages.length).toBeGreaterThan(100);
    expect(broken).toEqual([]);
  });

  test('every page has a language, a title, one first heading and says where it is', () => {
    for (const [path, html] of pages) {
      expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
      expect(all(html, /<title>([^<]+)<\/title>/g)).toHaveLength(1);
      expect([path, all(html, /<(h1)[ >]/g)]).toEqual([path, ['h1']]);
      expect(all(html, /aria-current="(page)"/g).length).toBeLessThanOrEqual(1);
      expect(html).toContain('<main id="content">');
    }
    expect(site.get('settings.html')).toContain('aria-current="page">Settings</a>');
  });

  test('works without a network and without scripts', () => {
    for (const [, html] of pages)
      expect(html).not.toMatch(/<script|src="http|href="http[^"]*\.css/);
    expect(site.get('style.css')).not.toMatch(/url\(|@import/);
  });

  test('HTML in a page is text', () => {
    const html = renderPage({
      path: 'a.md',
      markdown: '# A <b>\n\n<script>x</script>\n',
      contents: [],
    });

    expect(html).toContain('&lt;script&gt;');
    expect(html).toContain('<title>A &lt;b>');
  });
});
