import { isAlias, isMap, isScalar, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { messageOf } from '../errors/describeFailure.ts';
import type { Place, YamlNode } from './YamlNode.ts';

const DEEPEST = 32;
const TOO_DEEP = 'it is nested too deeply';

/** What is wrong with a YAML text, and where (in the text itself, from 1). */
interface YamlProblem extends Place {
  readonly message: string;
}

/** The content of a YAML text, or the first thing that is wrong with it: `refused` is YAML all the same. */
export type YamlAnswer =
  | { readonly kind: 'read'; readonly root: YamlNode }
  | { readonly kind: 'broken' | 'refused'; readonly problem: YamlProblem };

/**
 * Reads one YAML 1.2 document (core schema) without resolving anything: no aliases, no tags of other
 * types, unique keys, bounded depth. Never throws, never warns on its own (threat T12).
 */
export function readYaml(text: string): YamlAnswer {
  if (hasDeepBrackets(text)) {
    return { kind: 'refused', problem: { message: TOO_DEEP, line: 1, column: 1 } };
  }
  const lineCounter = new LineCounter();
  try {
    const document = parseDocument(text, {
      lineCounter,
      version: '1.2',
      schema: 'core',
      // Compared in `convert`: the library's own check takes quadratic time.
      uniqueKeys: false,
      strict: true,
      merge: false,
      prettyErrors: false,
      logLevel: 'silent',
    });
    const [error] = document.errors;
    if (error !== undefined) {
      return broken({ message: sentence(error.message), ...placeIn(lineCounter, error.pos[0]) });
    }
    return { kind: 'read', root: convert(document.contents, lineCounter, 0) };
  } catch (thrown) {
    if (!isRefusal(thrown)) return broken({ message: messageOf(thrown), line: 1, column: 1 });
    return { kind: 'refused', problem: thrown.refused };
  }
}

/** Keeps the library from spending its stack on brackets; wherever they stand, more are no use. */
function hasDeepBrackets(text: string): boolean {
  let depth = 0;
  for (const [bracket] of text.matchAll(/[[\]{}]/g)) {
    depth = Math.max(0, depth + (bracket === '[' || bracket === '{' ? 1 : -1));
    if (depth > 2 * DEEPEST) return true;
  }
  return false;
}

function convert(node: ParsedNode | null, counter: LineCounter, depth: number): YamlNode {
  const place = placeIn(counter, node?.range[0] ?? 0);
  if (node === null) return { kind: 'scalar', text: '', type: 'null', ...place };
  if (depth > DEEPEST) throw refusal(TOO_DEEP, place);
  if (isAlias(node)) throw refusal('aliases are not used in frontmatter', place);
  if (isSeq<ParsedNode>(node)) {
    const items = node.items.map((item) => convert(item, counter, depth + 1));
    return { kind: 'list', items, ...place };
  }
  if (isMap<ParsedNode, ParsedNode | null>(node)) {
    const members = new Map<string, YamlNode>();
    for (const { key, value } of node.items) {
      if (!isScalar(key)) throw refusal('a key is not plain text', place);
      const name = scalarText(key.value, key.source);
      const keyPlace = placeIn(counter, key.range?.[0] ?? 0);
      if (members.has(name)) throw refusal(`the key \`${name}\` is there twice`, keyPlace);
      members.set(name, convert(value, counter, depth + 1));
    }
    return { kind: 'map', members, ...place };
  }
  const { value, source } = node;
  const type = typeof value === 'string' ? 'string' : value === null ? 'null' : 'other';
  return { kind: 'scalar', text: scalarText(value, source), type, ...place };
}

function scalarText(value: unknown, source: string | undefined): string {
  return typeof value === 'string' ? value : (source ?? String(value));
}

function placeIn(counter: LineCounter, offset: number): Place {
  const { line, col } = counter.linePos(offset);
  return { line: Math.max(1, line), column: Math.max(1, col) };
}

function refusal(message: string, place: Place): { readonly refused: YamlProblem } {
  return { refused: { message, ...place } };
}

function isRefusal(thrown: unknown): thrown is { readonly refused: YamlProblem } {
  return typeof thrown === 'object' && thrown !== null && 'refused' in thrown;
}

function broken(problem: YamlProblem): YamlAnswer {
  return { kind: 'broken', problem };
}

function sentence(message: string): string {
  const [first = ''] = message.split('\n');
  return first.charAt(0).toLowerCase() + first.slice(1);
}
