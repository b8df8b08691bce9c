import { textOf, type YamlNode } from './YamlNode.ts';

/** The fields of the Agent Skills specification. */
export const SPECIFICATION_FIELDS = [
  'name',
  'description',
  'license',
  'compatibility',
  'metadata',
  'allowed-tools',
] as const;

/** The fields that Paks reads besides, at the top level or inside `metadata`. */
export const PACKAGE_FIELDS = [
  'version',
  'authors',
  'author',
  'repository',
  'homepage',
  'keywords',
  'categories',
  'dependencies',
  'post_install',
] as const;

/** One of {@link PACKAGE_FIELDS}. */
export type PackageField = (typeof PACKAGE_FIELDS)[number];

/** A package field from the top level or, where it is not there, from `metadata`. */
export function packageField(
  fields: ReadonlyMap<string, YamlNode>,
  name: PackageField,
): YamlNode | undefined {
  const metadata = fields.get('metadata');
  return fields.get(name) ?? (metadata?.kind === 'map' ? metadata.members.get(name) : undefined);
}

/** The texts of a list, or of one text with commas. */
export function textList(node: YamlNode | undefined): readonly string[] {
  if (node === undefined) return [];
  if (node.kind === 'list') return node.items.flatMap((item) => personOrText(item) ?? []);
  if (node.kind === 'map') return personOrText(node) ?? [];
  return (textOf(node) ?? '')
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

/** The tools of `allowed-tools`: separated by blanks or commas, but not inside parentheses. */
export function toolList(node: YamlNode | undefined): readonly string[] {
  if (node?.kind === 'list') return node.items.flatMap((item) => textOf(item) ?? []);
  return splitOutside(textOf(node) ?? '', /[\s,]/);
}

/** The parts of a text between separators that stand outside parentheses; empty parts are left out. */
export function splitOutside(text: string, separator: RegExp): readonly string[] {
  const parts: string[] = [];
  let start = 0;
  let depth = 0;
  for (let index = 0; index <= text.length; index++) {
    const character = text[index] ?? '';
    if (character === '(') depth++;
    else if (character === ')') depth = Math.max(0, depth - 1);
    if (index < text.length && (depth > 0 || !separator.test(character))) continue;
    if (index > start) parts.push(text.slice(start, index));
    start = index + 1;
  }
  return parts;
}

/** An author may be a mapping with a name and an address. */
function personOrText(node: YamlNode): string[] | undefined {
  if (node.kind !== 'map') {
    const text = textOf(node);
    return text === undefined ? undefined : [text];
  }
  const name = textOf(node.members.get('name'));
  const email = textOf(node.members.get('email'));
  if (name === undefined) return undefined;
  return [email === undefined ? name : `${name} <${email}>`];
}
