import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { renderMarkdown } from '../../../packages/registry/src/web/markdown/renderMarkdown.ts';
import { markupProblems } from '../../helpers/markupProblems.ts';

describe('renderMarkdown', () => {
  test('sets headings two levels lower than they were written', () => {
    expect(renderMarkdown('# One\n\n## Two\n\n##### Five')).toBe(
      '<h3>One</h3>\n<h4>Two</h4>\n<h6>Five</h6>\n',
    );
  });

  test('aligns the cells of a table by class', () => {
    const html = renderMarkdown('|a|b|c|\n|:--|:-:|--:|\n|1|2|3|');
    expect(html).toContain('<th class="start">a</th>');
    expect(html).toContain('<td class="center">2</td>');
    expect(html).toContain('<td class="end">3</td>');
    expect(html).not.toContain('style');
  });

  test('lets a keyboard reach what scrolls sideways', () => {
    const code = '<pre tabindex="0"><code>&lt;a&gt;\n</code></pre>\n';
    expect(renderMarkdown('```html\n<a>\n```')).toBe(code);
    expect(renderMarkdown('    <a>')).toBe(code);
    expect(renderMarkdown('|a|\n|-|')).toContain('<div class="scroll" tabindex="0"><table>');
  });

  test('marks links to elsewhere as a stranger’s (T20)', () => {
    expect(renderMarkdown('[a](https://example.org/x?a=1&b=2 "title")')).toBe(
      '<p><a href="https://example.org/x?a=1&amp;b=2" rel="nofollow ugc noopener">a</a></p>\n',
    );
    expect(renderMarkdown('[m](mailto:a@example.org)')).toContain('href="mailto:a@example.org"');
    expect(renderMarkdown('See https://example.org/x.')).toContain('>https://example.org/x</a>.');
  });

  test.each([
    ['javascript:alert(1)', 'javascript:alert(1)'],
    ['JaVaScRiPt:alert(1)', 'JaVaScRiPt:alert(1)'],
    ['java&#x0A;script:alert(1)', 'java%0Ascript:alert(1)'],
    ['&#106;avascript:alert(1)', 'javascript:alert(1)'],
    ['data:text/html;base64,PHN2Zz4=', 'data:text/html;base64,PHN2Zz4='],
    ['vbscript:msgbox(1)', 'vbscript:msgbox(1)'],
    ['//evil.example/x', '//evil.example/x'],
    ['http://plain.example/', 'http://plain.example/'],
    ['https://user:secret@evil.example/', 'https://user:secret@evil.example/'],
    ['file:///etc/passwd', 'file:///etc/passwd'],
    ['references/rules.md', 'references/rules.md'],
    ['#part', '#part'],
    ['mailto:a@b.c?body=x', 'mailto:a@b.c?body=x'],
  ])('shows where a link to %s would lead instead of leading there (T20)', (target, shown) => {
    expect(renderMarkdown(`[words](${target})`)).toBe(`<p>words <code>${shown}</code></p>\n`);
  });

  test('loads no image: it is a link, or text inside another link (T20)', () => {
    expect(renderMarkdown('![alt](https://example.org/i.png)')).toBe(
      '<p><a href="https://example.org/i.png" rel="nofollow ugc noopener">Image: alt</a></p>\n',
    );
    expect(renderMarkdown('![](javascript:alert(1))')).toBe(
      '<p>Image: without a description <code>javascript:alert(1)</code></p>\n',
    );
    const badge = renderMarkdown('[![build](https://a.example/b.svg)](https://c.example/)');
    expect(badge.match(/<a /g)).toHaveLength(1);
    expect(badge).toContain('>Image: build</a>');
  });

  test('shows tags and comments as text, because agents read them so (T18, T20)', () => {
    expect(renderMarkdown('a <b onclick="x()">b</b> <!-- hidden -->')).toBe(
      '<p>a &lt;b onclick="x()"&gt;b&lt;/b&gt; &lt;!-- hidden --&gt;</p>\n',
    );
  });

  test('names characters that hide or reorder text, however they are written (T18, T20)', () => {
    expect(renderMarkdown('safe \u202egnp.exe')).toContain('safe ⟦U+202E⟧gnp.exe');
    expect(renderMarkdown('safe &#x202e;gnp.exe')).toContain('safe ⟦U+202E⟧gnp.exe');
    expect(renderMarkdown('a\u{e0041}b')).toContain('⟦U+E0041⟧');
    expect(renderMarkdown('👩‍💻 می‌خواهم')).toContain('👩‍💻 می‌خواهم');
  });

  test.each(hostileMarkdown())('leaves nothing active of %s (T20)', (_name, markdown) => {
    expect(markupProblems(renderMarkdown(markdown))).toEqual([]);
  });

  test.each([
    ['quotes', '> '.repeat(40_000)],
    ['lists', Array.from({ length: 400 }, (_, depth) => `${'  '.repeat(depth)}- a`).join('\n')],
    ['brackets', '['.repeat(60_000)],
    ['emphasis', '*a _b '.repeat(10_000)],
    ['links', '[a]('.repeat(20_000)],
  ])('takes very deep nesting of %s (T20)', (_name, markdown) => {
    const html = renderMarkdown(markdown);
    expect(markupProblems(html)).toEqual([]);
    expect(deepest(html)).toBeLessThan(100);
  });

  test('leaves nothing active of any text made of dangerous pieces (T20)', () => {
    const piece = fc.constantFrom(...PIECES);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        expect(markupProblems(renderMarkdown(pieces.join('')))).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});

const PIECES: readonly string[] = [
  ['<', '>', '"', "'", '`', '&', '&lt;', '&#x3c;', '[', '](', ')', '![', '\n', '\n\n', '    '],
  ['javascript:', 'https://a', 'data:', '//', '|', '|-|-|\n', '# ', '> ', '- ', '```', '\\'],
  ['<script>', '</script>', '<img src=x onerror=a>', '<svg/onload=a>', '<!--', '-->', ' a'],
  ['style="x"', '\u0000', '\u202e', '<math><mi>', '<style>', '</p>', '<a href="'],
].flat();

function hostileMarkdown(): readonly [string, string][] {
  return [
    ['a script', '<script>alert(1)</script>'],
    ['an event handler', '<img src=x onerror=alert(1)>'],
    ['SVG', '<svg onload=alert(1)><animate onbegin=alert(1)></svg>'],
    ['a style', '<style>*{background:url(https://evil.example)}</style>'],
    ['an iframe', '<iframe srcdoc="<script>alert(1)</script>"></iframe>'],
    ['a CSS expression', '<div style="width:expression(alert(1))">x</div>'],
    ['a fence with markup in its name', '```"><script>alert(1)</script>\nx\n```'],
    ['a title that breaks out', '[a](https://a.example "\\"><script>alert(1)</script>")'],
    ['an address that breaks out', '[a](<https://a.example/"><script>alert(1)</script>>)'],
    ['a reference', '[a]: javascript:alert(1)\n\n[a] [b][a]'],
    ['an autolink', '<javascript:alert(1)> <https://a.example/"onmouseover=alert(1)>'],
    ['an image that breaks out', '![x" onerror="alert(1)](https://a.example/"onerror="alert(1))'],
    [
      'mutation',
      '<math><mtext><table><mglyph><style><!--</style><img title="--><img src=x onerror=alert(1)>">',
    ],
    ['nested tags', '<<script>script>alert(1)<</script>/script>'],
    ['a form', '<form action="https://evil.example"><input name=q><button>go</button></form>'],
    ['a base', '<base href="https://evil.example/"><meta http-equiv=refresh content="0;url=//e">'],
    ['a table with markup', '|<img src=x onerror=alert(1)>|\n|-|\n|`<script>`|'],
  ];
}

function deepest(html: string): number {
  let depth = 0;
  let most = 0;
  for (const [tag] of html.matchAll(/<\/?[a-z]+[^>]*>/g)) {
    if (/^<(?:br|hr)/.test(tag)) continue;
    depth += tag.startsWith('</') ? -1 : 1;
    most = Math.max(most, depth);
  }
  return most;
}
