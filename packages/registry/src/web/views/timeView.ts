import { html } from 'hono/html';
import { formatDay } from '../format.ts';
import type { Markup } from '../Markup.ts';

/** A day for people, with the exact time for programs. */
export function timeView(date: Date): Markup {
  return html`<time datetime="${date.toISOString()}">${formatDay(date)}</time>`;
}
