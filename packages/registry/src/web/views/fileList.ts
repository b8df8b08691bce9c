import { html } from 'hono/html';
import { formatCountOf, formatSize } from '../format.ts';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { ShownVersion } from '../reading/readVersions.ts';

const SHOWN = 200;

/** The files of a version; which of them can be run is said, because that is what to look at first. */
export function fileList({ files, size }: ShownVersion): Markup {
  const shown = files.slice(0, SHOWN);
  return html`<section class="card" aria-labelledby="files">
<h2 id="files">Files</h2>
<p class="summary">${formatCountOf(files.length, 'file')}, ${formatSize(size)}${executables(files)}</p>
<div class="scroll"><table class="files"><thead><tr><th scope="col">Path</th><th scope="col" class="end">Size</th></tr></thead><tbody>${shown.map(
    (file) =>
      html`<tr><td><code title="sha256 ${file.sha256}">${showHidden(file.path)}</code>${file.mode === '755' ? html` <span class="mark">Executable</span>` : ''}</td><td class="end">${formatSize(file.size)}</td></tr>`,
  )}</tbody></table></div>
${files.length > SHOWN ? html`<p class="summary">and ${formatCountOf(files.length - SHOWN, 'more file')}</p>` : ''}
</section>`;
}

function executables(files: ShownVersion['files']): string {
  const count = files.filter(({ mode }) => mode === '755').length;
  return count === 0 ? '' : `, ${count} executable`;
}
