import { isMap, isScalar, type ParsedNode, parseDocument, type YAMLMap } from 'yaml';
import { PaksError } from '../errors/PaksError.ts';
import type { Version } from '../model/Range.ts';
import { mendFrontmatter } from './mendFrontmatter.ts';
import { readYaml } from './readYaml.ts';
import { splitFrontmatter } from './splitFrontmatter.ts';

/**
 * The `SKILL.md` with those values quoted that are YAML only when quoted; null where there is nothing
 * to mend or quoting does not help. No other byte changes.
 */
export function quoteSkillValues(text: string): string | null {
  const split = splitFrontmatter(text);
  if (split.kind === 'none' || readYaml(split.yaml).kind !== 'broken') return null;
  const mended = mendFrontmatter(split.yaml);
  if (mended === null || readYaml(mended.yaml).kind !== 'read') return null;
  return splice(text, split.start, split.start + split.yaml.length, mended.yaml);
}

/**
 * The `SKILL.md` with this version, quoted, where its version stands: at the top level or in
 * `metadata`; where it has none, in `metadata`, which keeps the file inside the specification. No other
 * byte changes. Throws `SKILL_INVALID` for a file without readable frontmatter.
 */
export function setSkillVersion(text: string, version: Version): string {
  const split = splitFrontmatter(text);
  const root = split.kind === 'none' ? null : rootOf(split.yaml);
  if (split.kind === 'none' || root === null) {
    throw new PaksError('SKILL_INVALID', {
      message: 'the `SKILL.md` has no frontmatter to write a version to',
      hint: 'run `paks validate` to see what is wrong with it',
    });
  }
  const metadata = member(root, 'metadata');
  const inside = isMap<ParsedNode, ParsedNode | null>(metadata) ? metadata : null;
  const present = member(root, 'version') ?? (inside === null ? null : member(inside, 'version'));
  const lineEnd = split.yaml.includes('\r\n') ? '\r\n' : '\n';
  const { start } = split;
  if (present !== null) {
    const [from, to] = present.range;
    return splice(text, start + from, start + to, `"${version}"`);
  }
  if (inside === null || inside.items.length === 0) {
    const end = start + split.yaml.length;
    return splice(text, end, end, `metadata:${lineEnd}  version: "${version}"${lineEnd}`);
  }
  const [from] = inside.range;
  if (inside.flow === true)
    return splice(text, start + from + 1, start + from + 1, ` version: "${version}",`);
  const indent = ' '.repeat(from - (split.yaml.lastIndexOf('\n', from - 1) + 1));
  return splice(text, start + from, start + from, `version: "${version}"${lineEnd}${indent}`);
}

type ParsedMap = YAMLMap.Parsed;

function rootOf(yaml: string): ParsedMap | null {
  const document = parseDocument(yaml, { schema: 'core', logLevel: 'silent', uniqueKeys: false });
  const root = document.contents;
  return document.errors.length === 0 && isMap<ParsedNode, ParsedNode | null>(root) ? root : null;
}

function member(map: ParsedMap, name: string): ParsedNode | null {
  return map.items.find(({ key }) => isScalar(key) && key.value === name)?.value ?? null;
}

function splice(text: string, start: number, end: number, replacement: string): string {
  return text.slice(0, start) + replacement + text.slice(end);
}
