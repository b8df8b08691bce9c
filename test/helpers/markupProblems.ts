/** What a rendered text may hold, by element; `prose` is what Markdown makes here. */
const ATTRIBUTES: Readonly<Record<string, readonly RegExp[]>> = {
  a: [/^ href="(?:https:\/\/|mailto:)[^"<>\s]*"$/i, /^ rel="nofollow ugc noopener"$/],
  ol: [/^ start="\d+"$/],
  th: [/^ class="(?:start|center|end)"$/],
  td: [/^ class="(?:start|center|end)"$/],
  div: [/^ class="scroll"$/, /^ tabindex="0"$/],
  pre: [/^ tabindex="0"$/],
};
const ELEMENTS =
  /^(?:h[3-6]|p|blockquote|pre|hr|ul|ol|li|br|table|thead|tbody|tr|th|td|div|a|em|strong|s|code)$/;

/**
 * What a text rendered from Markdown holds that it must not: written apart from the sanitiser, by what
 * a browser could take for a tag. Empty for harmless HTML whose elements are all closed.
 */
export function markupProblems(html: string): readonly string[] {
  const problems: string[] = [];
  const open: string[] = [];
  for (const [tag, slash = '', name = '', attributes = ''] of html.matchAll(
    /<(\/?)([^\s>/]*)([^>]*)>?/g,
  )) {
    if (!tag.endsWith('>') || !ELEMENTS.test(name)) {
      problems.push(tag.slice(0, 80));
    } else if (slash === '/') {
      if (open.pop() !== name) problems.push(`${tag} closes another`);
    } else {
      if (name !== 'br' && name !== 'hr') open.push(name);
      for (const [attribute] of attributes
        .replace(/ \/$/, '')
        .matchAll(/ [^\s=]+(?:="[^"]*")?|\S+/g)) {
        const allowed = ATTRIBUTES[name] ?? [];
        if (!allowed.some((shape) => shape.test(attribute))) problems.push(`${name}: ${attribute}`);
      }
    }
  }
  return [...problems, ...open.map((name) => `<${name}> is not closed`)];
}
