import sanitizeHtml from 'sanitize-html';

const ALIGNMENTS = ['start', 'center', 'end'];

/**
 * The second of two walls: what is not on these lists does not leave, whatever made it. Text inside
 * elements that are not on the list stays, except in those that would act (scripts, styles, forms).
 */
export function sanitizeMarkup(markup: string): string {
  return sanitizeHtml(markup, {
    allowedTags: [
      ...['h2', 'h3', 'h4', 'h5', 'h6', 'p', 'blockquote', 'pre', 'hr', 'ul', 'ol', 'li'],
      ...['table', 'thead', 'tbody', 'tr', 'th', 'td', 'div'],
      ...['a', 'em', 'strong', 's', 'code', 'br'],
    ],
    allowedAttributes: {
      a: ['href', 'rel'],
      ol: ['start'],
      th: [{ name: 'class', multiple: false, values: ALIGNMENTS }],
      td: [{ name: 'class', multiple: false, values: ALIGNMENTS }],
      div: [
        { name: 'class', multiple: false, values: ['scroll'] },
        { name: 'tabindex', multiple: false, values: ['0'] },
        { name: 'role', multiple: false, values: ['group'] },
        { name: 'aria-label', multiple: false, values: ['Table', 'Code'] },
      ],
    },
    allowedSchemes: ['https', 'mailto'],
    allowedSchemesByTag: {},
    allowProtocolRelative: false,
    disallowedTagsMode: 'discard',
    nonTextTags: ['script', 'style', 'textarea', 'option', 'noscript', 'xmp', 'template', 'title'],
    enforceHtmlBoundary: false,
    parseStyleAttributes: false,
    nestingLimit: 100,
    transformTags: {
      a: (tagName, { href }) =>
        href === undefined
          ? { tagName, attribs: {} }
          : { tagName, attribs: { href, rel: 'nofollow ugc noopener' } },
    },
  });
}
