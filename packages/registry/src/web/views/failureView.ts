import { html } from 'hono/html';
import { showHidden } from '../markdown/showHidden.ts';
import type { Markup } from '../Markup.ts';
import type { Site } from '../Site.ts';
import { layout } from './layout.ts';

/** What went wrong, for a person. */
export interface Failure {
  readonly status: number;
  /** Null: the headline says all there is to say. */
  readonly message: string | null;
  /** By which the operator finds it in the log. */
  readonly request: string | null;
}

const HEADLINES: ReadonlyMap<number, string> = new Map([
  [400, 'That question makes no sense here'],
  [401, 'That token is not known'],
  [403, 'That is not for you'],
  [404, 'There is nothing here'],
  [429, 'Too many requests'],
  [503, 'Not available right now'],
]);

/** The page of a failure: what happened, and where to go on. */
export function failureView(site: Site, failure: Failure): Markup {
  const title = HEADLINES.get(failure.status) ?? 'Something went wrong on our side';
  return layout(site, {
    title,
    main: html`<div class="failure">
<p class="overline">Error ${failure.status}</p>
<h1>${title}</h1>
${failure.message === null ? '' : html`<p class="lead" dir="auto">${sentence(failure.message)}</p>`}
${failure.status < 500 || failure.request === null ? '' : html`<p>The operator finds it in the log as <code>${failure.request}</code>.</p>`}
<p><a class="button" href="${site.base}/skills">Browse all skills</a></p>
</div>`,
  });
}

/** A message of the API as a sentence, its backticks as code. */
function sentence(message: string): readonly (Markup | string)[] {
  const text = showHidden(message.charAt(0).toUpperCase() + message.slice(1));
  return `${text}.`
    .split('`')
    .map((part, index) => (index % 2 === 1 ? html`<code>${part}</code>` : part));
}
