/** Searching, and the lists of skills it finds. */
export const listStyle = `
.ask { display: flex; gap: 0.625rem; }
.ask input { flex: 1; height: 3rem; font-size: 1.0625rem; padding-inline: 1rem; }
.ask button { height: 3rem; padding-inline: 1.375rem; }
.filters { display: grid; grid-template-columns: repeat(auto-fit, minmax(9.5rem, 1fr)); gap: 0.75rem; margin-top: 1rem; }
.filters label { display: block; color: var(--soft); font-size: 0.875rem; margin-bottom: 0.25rem; }
.active { display: flex; flex-wrap: wrap; gap: 0.5rem; margin-top: 1rem; }
.active a { display: inline-block; padding: 0.1875rem 0.75rem; border-radius: 999px; background: var(--accent-ground); color: var(--accent); font-size: 0.875rem; text-decoration: none; }
.active a:hover { text-decoration: underline; }
.found { margin-top: 1.75rem; padding-bottom: 0.75rem; border-bottom: 1px solid var(--line); }
.skills > li { padding-block: 1.375rem; border-bottom: 1px solid var(--line); }
.skills > li:last-child { border-bottom: 0; }
.skills h2, .skills h3 { font-size: 1.125rem; font-weight: 600; }
.skills h2 a, .skills h3 a { text-decoration: none; }
.skills h2 a:hover, .skills h3 a:hover { text-decoration: underline; }
.skills .account { color: var(--soft); font-weight: 450; }
.about { margin-top: 0.25rem; max-width: 50rem; display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 3; line-clamp: 3; overflow: hidden; }
.skills .tags { margin-top: 0.625rem; }
.skills .facts { display: flex; flex-wrap: wrap; gap: 0.375rem 1.25rem; align-items: baseline; margin-top: 0.625rem; color: var(--soft); font-size: 0.875rem; font-variant-numeric: tabular-nums; }
.halves h2 { font-size: 0.9375rem; color: var(--soft); font-weight: 550; letter-spacing: 0; padding-bottom: 0.5rem; border-bottom: 1px solid var(--line); }
.halves .skills > li { padding-block: 1rem; }
.halves .skills h3 { font-size: 1.0625rem; }
.halves .about { -webkit-line-clamp: 2; line-clamp: 2; }
.pages { display: flex; align-items: center; justify-content: space-between; gap: 1rem; margin-top: 1.5rem; color: var(--soft); font-variant-numeric: tabular-nums; }
.pages span { min-width: 6rem; }
`;
