import MarkdownIt, { type StateCore } from 'markdown-it';
import { containLinks } from './containLinks.ts';
import { sanitizeMarkup } from './sanitizeMarkup.ts';
import { showHidden } from './showHidden.ts';

const DEEPEST = 30;
const LOWEST_HEADING = 6;
/** The page and the section around the text take the first two levels. */
const LEVELS_ABOVE = 2;

/**
 * A stranger's Markdown as harmless HTML. Tags and comments in it are shown as text, because that is
 * how an agent reads them. Time is linear in the input for what is known to slow parsers down.
 */
export function renderMarkdown(markdown: string): string {
  return showHidden(sanitizeMarkup(parser.render(markdown)));
}

const parser = makeParser();

function makeParser() {
  const made = new MarkdownIt({ html: false, linkify: true, maxNesting: DEEPEST });
  made.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  // Every link is parsed here and judged in `containLinks`, which keeps the refused ones readable.
  made.validateLink = () => true;
  made.core.ruler.push('contain-links', containLinks);
  made.core.ruler.push('fit-the-page', fitThePage);
  // What scrolls sideways has to be reachable by keyboard (WCAG 2.1.1).
  made.renderer.rules['table_open'] = () => '<div class="scroll" tabindex="0"><table>\n';
  made.renderer.rules['table_close'] = () => '</table></div>\n';
  for (const rule of ['fence', 'code_block']) {
    made.renderer.rules[rule] = (tokens, index) =>
      `<pre tabindex="0"><code>${made.utils.escapeHtml(tokens[index]?.content ?? '')}</code></pre>\n`;
  }
  return made;
}

/** Headings below those of the page, and the alignment of cells as a class: styles are not allowed. */
function fitThePage(state: StateCore): void {
  for (const token of state.tokens) {
    if (token.type === 'heading_open' || token.type === 'heading_close') {
      token.tag = `h${Math.min(LOWEST_HEADING, Number(token.tag.slice(1)) + LEVELS_ABOVE)}`;
    }
    if (token.type !== 'th_open' && token.type !== 'td_open') continue;
    const alignment = ALIGNMENTS.get(String(token.attrGet('style')));
    token.attrs = alignment === undefined ? null : [['class', alignment]];
  }
}

const ALIGNMENTS: ReadonlyMap<string, string> = new Map([
  ['text-align:left', 'start'],
  ['text-align:center', 'center'],
  ['text-align:right', 'end'],
]);
