import { html, raw } from 'hono/html';
import type { RenderedSkillFile } from '../markdown/renderSkillFile.ts';
import type { Markup } from '../Markup.ts';

/** The text that an agent is given: set for reading, and as it is. */
export function skillFileView(file: RenderedSkillFile): Markup {
  return html`<section class="card readme" aria-labelledby="readme">
<h2 id="readme" class="file">SKILL.md</h2>
${bodyView(file)}
</section>`;
}

function bodyView(file: RenderedSkillFile): Markup {
  switch (file.kind) {
    case 'markup':
      if (file.source === '')
        return html`<p class="summary">The text of this version is not here yet.</p>`;
      // The one place where HTML of strangers goes out: it comes from `sanitizeMarkup`.
      return html`<div class="prose" dir="auto">${raw(file.html)}</div>
<details class="source"><summary>Source, as an agent reads it</summary><pre dir="auto"><code>${file.source}</code></pre></details>`;
    case 'source':
      return html`<p class="notice">This text is too long to be set as a page${file.isCut ? '; what follows is its beginning' : ''}.</p>
<pre class="long" dir="auto"><code>${file.source}</code></pre>`;
  }
}
