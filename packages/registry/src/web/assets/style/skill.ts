/** The page of a skill: its head, what stands beside the text, and the copy field. */
export const skillStyle = `
.skill .overline a { color: inherit; }
.marks { display: flex; flex-wrap: wrap; align-items: center; gap: 0.375rem 0.5rem; margin-top: 0.75rem; }
.when { color: var(--soft); font-size: 0.875rem; margin-left: 0.25rem; }
.command { display: flex; align-items: center; gap: 0.75rem; max-width: 46rem; margin-block: 1.25rem; padding: 0.5rem 0.5rem 0.5rem 1rem; min-height: 3.25rem; background: var(--surface); border: 1px solid var(--line); border-radius: 10px; position: relative; }
.command code { flex: 1; min-width: 0; overflow-wrap: anywhere; font-size: 0.9375rem; }
.command code::before { content: '$ ' / ''; color: var(--soft); user-select: none; }
.command button { padding-block: 0.25rem; min-height: 2.25rem; min-width: 5.25rem; background: var(--accent); border-color: var(--accent); color: var(--on-accent); }
.command button:hover { filter: brightness(1.1); }
.jump { display: flex; flex-wrap: wrap; gap: 0 1.5rem; margin-top: 1.5rem; border-bottom: 1px solid var(--line); font-size: 0.9375rem; }
.jump a { padding-block: 0.5rem; color: var(--soft); text-decoration: none; }
.jump a:hover { color: var(--ink); text-decoration: underline; }
.columns { display: grid; grid-template-columns: minmax(0, 1fr) 18.5rem; gap: 2.5rem; align-items: start; }
.reading { min-width: 0; }
aside { min-width: 0; }
aside section { padding-bottom: 1.375rem; margin-bottom: 1.375rem; border-bottom: 1px solid var(--line); font-size: 0.9375rem; }
aside section:last-child { border-bottom: 0; }
aside .tags + h2 { margin-top: 1.125rem; }
aside h2 { font-size: 0.9375rem; color: var(--soft); font-weight: 550; letter-spacing: 0; margin-bottom: 0.625rem; }
.figure { margin-bottom: 0.75rem; }
.chart { display: block; width: 100%; height: 3rem; }
.chart .some { fill: var(--bar); }
.chart .none { fill: var(--line); }
.axis { display: flex; justify-content: space-between; color: var(--soft); font-size: 0.8125rem; margin-top: 0.25rem; }
dl > div { display: grid; grid-template-columns: 6rem minmax(0, 1fr); gap: 0.75rem; padding-block: 0.1875rem; }
dt { color: var(--soft); }
dd { margin: 0; overflow-wrap: anywhere; }
.rows li { display: flex; justify-content: space-between; align-items: baseline; gap: 0.75rem; padding-block: 0.1875rem; }
.rows li > :first-child { overflow-wrap: anywhere; min-width: 0; }
.rows time, .rows code { color: var(--soft); font-size: 0.875rem; white-space: nowrap; }
.rows [aria-current] { color: var(--ink); font-weight: 600; text-decoration: none; }
.rows + p { margin-top: 0.5rem; }
.none { color: var(--soft); }
.files td:first-child { overflow-wrap: anywhere; }
.card > h2.file { font-family: var(--mono); font-size: 0.875rem; font-weight: 500; letter-spacing: 0; color: var(--soft); margin: 0 0 1rem; padding-bottom: 0.75rem; border-bottom: 1px solid var(--line); }
.source { margin-top: 1.5rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 0.9375rem; }
.source summary { cursor: pointer; color: var(--soft); }
.source pre, .long { background: var(--sunken); border-radius: 8px; padding: 0.875rem 1rem; margin-top: 0.5rem; white-space: pre-wrap; overflow-wrap: anywhere; }
code.long { all: unset; font-family: var(--mono); font-size: 0.8125rem; overflow-wrap: anywhere; }
.versions th[scope='row'] { font-weight: 500; white-space: nowrap; }
.versions td { white-space: nowrap; }
@media (max-width: 56rem) {
  .columns { grid-template-columns: minmax(0, 1fr); gap: 0.5rem; }
  main { padding-block: 1.75rem 3rem; }
}
@media (max-width: 34rem) {
  .wide { padding-inline: 1rem; }
  .jump { column-gap: 1.125rem; font-size: 0.875rem; }
  .find { order: 3; flex-basis: 100%; max-width: none; }
  .filters { grid-template-columns: 1fr 1fr; }
  .ask button { padding-inline: 1rem; }
}
`;
