/** What a SKILL.md is set in. Its Markdown brings no style of its own. */
export const proseStyle = `
.prose { font-size: 1.0625rem; line-height: 1.7; overflow-wrap: anywhere; }
.prose > :first-child { margin-top: 0; }
.prose > :last-child { margin-bottom: 0; }
.prose :is(p, ul, ol, blockquote, pre, .scroll) { margin: 0 0 1.125em; }
.prose :is(h3, h4, h5, h6) { line-height: 1.3; letter-spacing: -0.012em; font-weight: 650; margin: 1.75em 0 0.6em; }
.prose h3 { font-size: 1.5rem; }
.prose h4 { font-size: 1.25rem; }
.prose h5 { font-size: 1.0625rem; }
.prose h6 { font-size: 1rem; color: var(--soft); }
.prose ul { list-style: disc; padding-inline-start: 1.375em; }
.prose ol { list-style: decimal; padding-inline-start: 1.625em; }
.prose li { margin-block: 0.3em; }
.prose li > :is(p, ul, ol) { margin-block: 0.3em; }
.prose li::marker { color: var(--soft); }
.prose code { background: var(--sunken); border-radius: 4px; padding: 0.125em 0.35em; }
.prose pre { background: var(--sunken); border-radius: 8px; padding: 1rem 1.125rem; line-height: 1.55; overflow-wrap: normal; }
.prose pre code { background: none; padding: 0; }
.prose blockquote { border-inline-start: 3px solid var(--line); padding-inline-start: 1.125em; color: var(--soft); }
.prose hr { border: 0; border-top: 1px solid var(--line); margin-block: 2em; }
.prose table { font-size: 0.9375rem; overflow-wrap: normal; }
`;
