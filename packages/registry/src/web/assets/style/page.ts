/** The frame of every page: head, main part, foot. */
export const pageStyle = `
.wide { width: 100%; max-width: 71rem; margin-inline: auto; padding-inline: 1.25rem; }
.top { border-bottom: 1px solid var(--line); background: var(--surface); }
.top .wide { display: flex; align-items: center; gap: 0.75rem 1.5rem; min-height: 4rem; flex-wrap: wrap; padding-block: 0.625rem; }
.brand { display: inline-flex; align-items: center; gap: 0.625rem; color: var(--ink); font-weight: 650; letter-spacing: -0.01em; text-decoration: none; }
.brand svg { color: var(--accent); }
.top nav { margin-left: auto; }
.top nav a { color: var(--soft); text-decoration: none; font-weight: 500; display: inline-block; padding: 0.375rem 0; }
.top nav a:hover { color: var(--ink); text-decoration: underline; }
.find { flex: 1 1 16rem; max-width: 26rem; }
.find input { height: 2.375rem; background: var(--ground); border-color: var(--edge); }
main { flex: 1; padding-block: 2.5rem 4rem; }
.bottom { border-top: 1px solid var(--line); color: var(--soft); font-size: 0.875rem; }
.bottom .wide { display: flex; flex-wrap: wrap; justify-content: space-between; gap: 0.5rem 2rem; padding-block: 1.5rem; }
.bottom a { color: inherit; }
.head { margin-bottom: 2rem; }
.overline { color: var(--soft); font-weight: 500; margin-bottom: 0.25rem; }
.lead { font-size: 1.125rem; line-height: 1.55; color: var(--soft); max-width: 46rem; margin-top: 0.75rem; text-wrap: pretty; }
.summary { color: var(--soft); }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: clamp(1.125rem, 3vw, 1.75rem); margin-bottom: 1.5rem; }
.card > h2 { margin-bottom: 0.75rem; }
.notice { background: var(--warning-ground); color: var(--warning); border-radius: 8px; padding: 0.75rem 1rem; margin-top: 1rem; max-width: 46rem; }
.notice a { color: inherit; }
.plain { white-space: pre-line; }
.mark { display: inline-block; padding: 0.0625rem 0.5rem; border: 1px solid var(--line); border-radius: 999px; background: var(--sunken); color: var(--soft); font-size: 0.8125rem; font-weight: 500; line-height: 1.5; }
.mark.quiet { background: none; border-style: dashed; border-color: var(--edge); }
.mark.strong { background: var(--accent-ground); border-color: transparent; color: var(--accent); }
.mark.warning { background: var(--warning-ground); border-color: transparent; color: var(--warning); font-weight: 600; }
.tags { display: flex; flex-wrap: wrap; gap: 0.375rem; }
.tags a { display: inline-block; padding: 0.125rem 0.625rem; border-radius: 6px; background: var(--sunken); color: var(--soft); font-size: 0.875rem; text-decoration: none; }
.tags a:hover { background: var(--accent-ground); color: var(--accent); }
.tags .count { opacity: 0.85; font-variant-numeric: tabular-nums; }
.failure, .empty { max-width: 38rem; padding-block: 3rem; }
.failure p + p { margin-top: 1.5rem; }
.empty { color: var(--soft); padding-block: 2rem; }
.empty h2 { color: var(--ink); margin-bottom: 0.375rem; }
.hero { padding-block: clamp(1rem, 5vw, 3rem) 2.5rem; max-width: 46rem; }
.hero .search { margin-block: 1.75rem 1.25rem; }
.halves { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(22rem, 100%), 1fr)); gap: 2.5rem 3.5rem; margin-bottom: 2.5rem; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums; }
th, td { text-align: start; padding: 0.5rem 1rem 0.5rem 0; border-bottom: 1px solid var(--line); vertical-align: baseline; }
thead th { color: var(--soft); font-size: 0.875rem; font-weight: 550; }
tbody tr:last-child > * { border-bottom: 0; }
th:last-child, td:last-child { padding-right: 0; }
.end { text-align: end; white-space: nowrap; }
.center { text-align: center; }
`;
