import { splitFrontmatter } from '../../../../../src/manifest/splitFrontmatter.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { showHidden } from './showHidden.ts';

/**
 * A `SKILL.md` ready for its page. `html` is safe; `source` is the whole file as an agent reads it,
 * because Markdown has ways to hide words from people. Texts are not escaped yet.
 */
export type RenderedSkillFile =
  | { readonly kind: 'markup'; readonly html: string; readonly source: string }
  | { readonly kind: 'source'; readonly source: string; readonly isCut: boolean };

/** Beyond this a file is shown as it is: a hostile one of this length takes about a second. */
const LONGEST_MARKDOWN = 128 * 1024;
const LONGEST_SOURCE = 512 * 1024;

/** Renders a `SKILL.md`. Never throws, and its time is bounded whatever the text is. */
export function renderSkillFile(readme: string): RenderedSkillFile {
  const source = showHidden(readme.slice(0, LONGEST_SOURCE));
  return readme.length <= LONGEST_MARKDOWN
    ? { kind: 'markup', html: renderMarkdown(withoutFrontmatter(readme)), source }
    : { kind: 'source', source, isCut: readme.length > LONGEST_SOURCE };
}

function withoutFrontmatter(readme: string): string {
  const split = splitFrontmatter(readme);
  if (split.kind === 'none') return readme;
  return readme.slice(split.start + split.yaml.length).replace(/^---[ \t]*\r?\n?/, '');
}
