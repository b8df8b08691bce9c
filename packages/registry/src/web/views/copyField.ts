import { html } from 'hono/html';
import type { Markup } from '../Markup.ts';

/** A command to copy. The button shows itself where scripts run; elsewhere the text is there to select. */
export function copyField(id: string, command: string, what: string): Markup {
  return html`<div class="command"><code id="${id}">${command}</code><button type="button" data-copy="${id}" aria-label="Copy ${what}" hidden>Copy</button><span class="unseen" role="status"></span></div>`;
}
