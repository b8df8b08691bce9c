const VOID = new Set(['meta', 'link', 'input', 'br', 'hr', 'path']);
const TAG = /<(\/?)([a-zA-Z][\w-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)\s*(\/?)>|<!doctype html>|</g;

/**
 * What is wrong with a page of ours: markup that is not closed or not quoted, ids twice, references to
 * ids that are not there, headings that skip a level, fields without a label, landmarks that are
 * missing, anything inline that the Content-Security-Policy forbids. Empty for a good page.
 */
export function pageProblems(html: string): readonly string[] {
  return [...structure(html), ...references(html), ...outline(html), ...policy(html)];
}

function structure(html: string): string[] {
  const problems = html.startsWith('<!doctype html>\n<html lang="en">')
    ? []
    : ['no doctype or language'];
  const open: string[] = [];
  for (const [tag, slash, name, , closed] of html.matchAll(TAG)) {
    if (tag === '<!doctype html>') continue;
    if (name === undefined) problems.push('a `<` that starts no tag');
    else if (slash === '/') {
      const last = open.pop();
      if (last !== name) problems.push(`</${name}> closes <${last ?? ''}>`);
    } else if (!VOID.has(name) && closed !== '/') open.push(name);
  }
  return [...problems, ...open.map((name) => `<${name}> stays open`)];
}

function references(html: string): string[] {
  const ids = all(html, / id="([^"]*)"/g);
  const known = new Set(ids);
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  const wanted = all(html, / (?:for|aria-labelledby|list|data-copy)="([^"]*)"| href="#([^"]*)"/g);
  const unlabelled = [...html.matchAll(/<(?:input|select)[^>]*>/g)]
    .map(([tag]) => / id="([^"]*)"/.exec(tag)?.[1] ?? tag)
    .filter((id) => !html.includes(`<label for="${id}"`) && !html.includes(` for="${id}">`));
  return [
    ...twice.map((id) => `the id ${id} twice`),
    ...wanted.filter((id) => !known.has(id)).map((id) => `no id ${id}`),
    ...unlabelled.map((id) => `no label for ${id}`),
  ];
}

function outline(html: string): string[] {
  const levels = all(html, /<h([1-6])[ >]/g).map(Number);
  const skips = levels.filter((level, at) => level > (levels[at - 1] ?? 0) + 1);
  const landmarks = ['<header ', '<main ', '<footer ', '<nav ', '<a class="skip" href="#main">'];
  return [
    ...(levels.filter((level) => level === 1).length === 1 ? [] : ['not one h1']),
    ...skips.map((level) => `a heading of level ${level} after a far higher one`),
    ...landmarks.filter((mark) => !html.includes(mark)).map((mark) => `no ${mark}`),
    ...(/<title>[^<]+<\/title>/.test(html) ? [] : ['no title']),
  ];
}

function policy(html: string): string[] {
  const inline = [...html.matchAll(TAG)].flatMap(([tag, , , attributes = '']) =>
    /\s(?:on\w+|style)\b/.test(attributes.replaceAll(/="[^"]*"/g, '')) ? [tag] : [],
  );
  const elements = all(
    html,
    /(<(?:style|base|iframe|img|object)\b|<script(?! type="module" src="\/))/g,
  );
  const addresses = all(html, / (?:href|src|action)="(?!https:\/\/|mailto:|\/(?!\/)|#)([^"]*)"/g);
  return [...inline, ...elements, ...addresses].map((found) => `forbidden: ${found}`);
}

function all(html: string, pattern: RegExp): string[] {
  return [...html.matchAll(pattern)].map(([, first, second]) => first ?? second ?? '');
}
