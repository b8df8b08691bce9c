import { parser } from './headings.ts';

/** One part of the table of contents. */
export interface Section {
  readonly title: string;
  readonly entries: readonly { readonly text: string; readonly path: string }[];
}

/**
 * The table of contents: the second-level headings of `docs/README.md` with the links of their lists. What
 * has no link there has no place in the navigation.
 */
export function contentsOf(index: string): readonly Section[] {
  const tokens = parser.parse(index, {});
  const sections: { title: string; entries: { text: string; path: string }[] }[] = [];
  for (const [position, token] of tokens.entries()) {
    const before = tokens[position - 1];
    if (token.type !== 'inline') continue;
    if (before?.type === 'heading_open' && before.tag === 'h2') {
      sections.push({ title: token.content, entries: [] });
      continue;
    }
    const [first, text] = token.children ?? [];
    const path = first?.type === 'link_open' ? String(first.attrGet('href')) : null;
    if (path?.endsWith('.md') === true && !path.startsWith('..')) {
      sections.at(-1)?.entries.push({ text: text?.content ?? path, path });
    }
  }
  return sections;
}
