import type { html } from 'hono/html';

/** HTML that `html` made: every value in it was escaped, unless it was such HTML itself. */
export type Markup = ReturnType<typeof html>;
