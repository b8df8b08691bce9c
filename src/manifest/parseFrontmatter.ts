import { findConflictMarker } from '../toml/findConflictMarker.ts';
import { mendFrontmatter } from './mendFrontmatter.ts';
import { readYaml } from './readYaml.ts';
import { splitFrontmatter } from './splitFrontmatter.ts';
import type { Place, YamlNode } from './YamlNode.ts';

/** What is wrong with a `SKILL.md`, with its place in the file. */
export interface FrontmatterProblem extends Place {
  readonly message: string;
  readonly hint?: string | undefined;
}

/** A frontmatter that can be read. */
export interface Frontmatter {
  readonly kind: 'read';
  readonly text: string;
  readonly fields: ReadonlyMap<string, YamlNode>;
  /** Lines of the file whose values had to be quoted to make it YAML. */
  readonly mendedLines: readonly number[];
}

/** A frontmatter that cannot be read; `text` is '' where the bytes are not UTF-8. */
export interface BrokenFrontmatter {
  readonly kind: 'broken';
  readonly text: string;
  readonly problem: FrontmatterProblem;
}

/** Reads the frontmatter of a `SKILL.md`, quoting values where that alone makes it YAML. */
export function parseFrontmatter(bytes: Uint8Array): Frontmatter | BrokenFrontmatter {
  const text = decode(bytes);
  if (text === null) return broken('', { message: 'it is not UTF-8 text', line: 1, column: 1 });
  const split = splitFrontmatter(text);
  if (split.kind === 'none') {
    return broken(text, { message: split.message, line: split.line, column: 1 });
  }
  const conflict = findConflictMarker(split.yaml);
  if (conflict !== null) {
    const hint = 'keep one side and delete the conflict markers';
    return broken(text, {
      message: 'unresolved merge conflict',
      hint,
      line: conflict + 1,
      column: 1,
    });
  }
  return fieldsOf(text, split.yaml);
}

function fieldsOf(text: string, yaml: string): Frontmatter | BrokenFrontmatter {
  const direct = readYaml(yaml);
  const mended = direct.kind === 'broken' ? mendFrontmatter(yaml) : null;
  const answer = mended === null ? direct : readYaml(mended.yaml);
  if (answer.kind !== 'read') {
    const { message, line, column } = direct.kind === 'read' ? answer.problem : direct.problem;
    return broken(text, {
      message: `the frontmatter cannot be read: ${message}`,
      line: line + 1,
      column,
    });
  }
  if (answer.root.kind !== 'map') {
    return broken(text, { message: 'the frontmatter is not a list of fields', line: 2, column: 1 });
  }
  const fields = new Map(
    [...answer.root.members].map(([key, node]) => [key, below(node)] as const),
  );
  return { kind: 'read', text, fields, mendedLines: (mended?.lines ?? []).map((line) => line + 1) };
}

/** Places in the YAML become places in the file: the fence is one line. */
function below(node: YamlNode): YamlNode {
  const line = node.line + 1;
  switch (node.kind) {
    case 'scalar':
      return { ...node, line };
    case 'list':
      return { ...node, line, items: node.items.map(below) };
    case 'map':
      return {
        ...node,
        line,
        members: new Map([...node.members].map(([key, item]) => [key, below(item)])),
      };
  }
}

function decode(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}

function broken(text: string, problem: FrontmatterProblem): BrokenFrontmatter {
  return { kind: 'broken', text, problem };
}
