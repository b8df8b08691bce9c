import { splitFrontmatter } from '../../../../../src/manifest/splitFrontmatter.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { showHidden } from './showHidden.ts';

/** A `SKILL.md` ready for its page. */
export interface RenderedSkillFile {
  /** The YAML as it stands, hidden characters shown; not escaped yet. */
  readonly frontmatter: string | null;
  /** What follows it: safe HTML, or for a very long text the text itself, not escaped yet. */
  readonly body:
    | { readonly kind: 'markup'; readonly html: string }
    | { readonly kind: 'text'; readonly text: string; readonly isCut: boolean };
}

/** Beyond this a text is shown as it is: a hostile one of this length takes about a second. */
const LONGEST_MARKDOWN = 128 * 1024;
const LONGEST_TEXT = 512 * 1024;

/** Renders a `SKILL.md`. Never throws, and its time is bounded whatever the text is. */
export function renderSkillFile(readme: string): RenderedSkillFile {
  const split = splitFrontmatter(readme);
  const hasYaml = split.kind === 'split';
  const after = hasYaml ? readme.slice(split.start + split.yaml.length) : readme;
  const body = hasYaml ? after.replace(/^---[ \t]*\r?\n?/, '') : after;
  return {
    frontmatter: hasYaml ? showHidden(split.yaml.trimEnd()) : null,
    body:
      body.length <= LONGEST_MARKDOWN
        ? { kind: 'markup', html: renderMarkdown(body) }
        : {
            kind: 'text',
            text: showHidden(body.slice(0, LONGEST_TEXT)),
            isCut: body.length > LONGEST_TEXT,
          },
  };
}
