import MarkdownIt from 'markdown-it';

/** The documentation's own Markdown: no HTML in it, nothing turned into a link unasked. */
export const parser = new MarkdownIt({ html: false });

/** A heading, and the anchor that hosts of git give it. */
export interface Heading {
  readonly level: number;
  readonly text: string;
  readonly anchor: string;
}

/** The headings of a text in order; a name that comes again gets `-1`, `-2`. */
export function headingsOf(markdown: string): readonly Heading[] {
  const tokens = parser.parse(markdown, {});
  const seen = new Map<string, number>();
  return tokens.flatMap((token, index) => {
    if (token.type !== 'heading_open') return [];
    const text = tokens[index + 1]?.children?.map(({ content }) => content).join('') ?? '';
    const name = anchorOf(text);
    const count = seen.get(name) ?? 0;
    seen.set(name, count + 1);
    const anchor = count === 0 ? name : `${name}-${count}`;
    return [{ level: Number(token.tag.slice(1)), text, anchor }];
  });
}

/** Lower case, letters, digits, `-` and `_` only, blanks as `-`. */
function anchorOf(text: string): string {
  return text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .trim()
    .replaceAll(/\s/g, '-');
}

/** The targets of every link of a text, as they are written. */
export function linksOf(markdown: string): readonly string[] {
  return parser
    .parse(markdown, {})
    .flatMap(({ children }) => children ?? [])
    .filter(({ type }) => type === 'link_open')
    .map((token) => String(token.attrGet('href')));
}
