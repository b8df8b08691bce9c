/** The elements by themselves, what keyboards and screen readers need, and the few controls. */
export const baseStyle = `
*, *::before, *::after { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; scroll-padding-top: 1rem; }
body {
  margin: 0;
  min-height: 100vh;
  display: flex;
  flex-direction: column;
  background: var(--ground);
  color: var(--ink);
  font: 1rem/1.6 var(--sans);
  overflow-wrap: break-word;
}
h1, h2, h3 { line-height: 1.25; letter-spacing: -0.012em; margin: 0; font-weight: 650; text-wrap: balance; }
h1 { font-size: clamp(1.75rem, 1.4rem + 1.6vw, 2.375rem); letter-spacing: -0.022em; }
h2 { font-size: 1.125rem; }
p, ul, ol, dl { margin: 0; }
ul, ol { padding: 0; list-style: none; }
a { color: var(--accent); text-decoration-thickness: 1px; text-underline-offset: 0.18em; }
a:hover { text-decoration-thickness: 2px; }
code, pre { font-family: var(--mono); font-size: 0.875em; }
pre { margin: 0; overflow-x: auto; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px; }
main:focus { outline: none; }
.unseen {
  position: absolute;
  width: 1px;
  height: 1px;
  margin: -1px;
  overflow: hidden;
  clip-path: inset(50%);
  white-space: nowrap;
}
.skip {
  position: absolute;
  left: 1rem;
  top: -4rem;
  z-index: 1;
  padding: 0.5rem 1rem;
  background: var(--accent);
  color: var(--on-accent);
  border-radius: 0 0 8px 8px;
}
.skip:focus { top: 0; }
input, select, button, .button { font: inherit; color: inherit; }
input, select {
  width: 100%;
  min-width: 0;
  height: 2.75rem;
  padding: 0 0.75rem;
  background: var(--surface);
  border: 1px solid var(--edge);
  border-radius: 8px;
}
select { padding-inline-end: 0.375rem; }
input::placeholder { color: var(--soft); opacity: 1; }
button, .button {
  display: inline-block;
  padding: 0.5rem 1rem;
  background: var(--surface);
  border: 1px solid var(--edge);
  border-radius: 8px;
  font-weight: 550;
  text-decoration: none;
  cursor: pointer;
}
button:hover, .button:hover { background: var(--sunken); }
button[hidden] { display: none; }
button.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
button.primary:hover { filter: brightness(1.1); }
@media (prefers-reduced-motion: no-preference) {
  html { scroll-behavior: smooth; }
  a, button, .button { transition: background-color 0.12s, border-color 0.12s; }
}
@media print { .top, .bottom, .jump, button, .search { display: none; } }
`;
