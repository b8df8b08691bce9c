const SHAPE = /^[A-Za-z0-9_+@](?:[\w.+@/-]*[\w+@/-])?$/;
const LONGEST = 250;

/**
 * True for a branch or tag name, or a full name such as `refs/tags/v1.0.0`, that Paks will use: git's
 * own rules (`git help check-ref-format`) narrowed to plain ASCII that no program can take for an
 * option, a pattern or a revision (threat T09).
 */
export function isReferenceName(name: string): boolean {
  if (name.length > LONGEST || name === '@' || !SHAPE.test(name)) return false;
  if (name.includes('..') || name.includes('//') || name.endsWith('/')) return false;
  return name
    .split('/')
    .every((part) => !/^[-.]/.test(part) && !part.endsWith('.') && !part.endsWith('.lock'));
}
