import { html, raw } from 'hono/html';
import type { RenderedSkillFile } from '../markdown/renderSkillFile.ts';
import type { Markup } from '../Markup.ts';

/** The text that an agent is given. */
export function skillFileView({ frontmatter, body }: RenderedSkillFile): Markup {
  return html`<section class="card readme" aria-labelledby="readme">
<h2 id="readme" class="file">SKILL.md</h2>
${frontmatter === null ? '' : html`<details class="frontmatter"><summary>Frontmatter</summary><pre><code>${frontmatter}</code></pre></details>`}
${bodyView(body)}
</section>`;
}

function bodyView(body: RenderedSkillFile['body']): Markup {
  switch (body.kind) {
    case 'markup':
      // The one place where HTML of strangers goes out: it comes from `sanitizeMarkup`.
      return html`<div class="prose" dir="auto">${raw(body.html)}</div>`;
    case 'text':
      return html`<p class="notice">This text is too long to be set as a page${body.isCut ? '; what follows is its beginning' : ''}.</p><pre class="long"><code>${body.text}</code></pre>`;
  }
}
