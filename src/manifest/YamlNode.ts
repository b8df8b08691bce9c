/** Line and column in the file, from 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
}

/** One value; `text` is what was written, so that `1.0` stays `1.0`. */
interface YamlScalar extends Place {
  readonly kind: 'scalar';
  readonly text: string;
  readonly type: 'string' | 'null' | 'other';
}

/** A sequence. */
interface YamlList extends Place {
  readonly kind: 'list';
  readonly items: readonly YamlNode[];
}

/** A mapping with string keys, in the order of the file. */
export interface YamlMap extends Place {
  readonly kind: 'map';
  readonly members: ReadonlyMap<string, YamlNode>;
}

/** A YAML value with its place. */
export type YamlNode = YamlScalar | YamlList | YamlMap;

/** The text of a scalar that holds something, else undefined. */
export function textOf(node: YamlNode | undefined): string | undefined {
  if (node?.kind !== 'scalar' || node.type === 'null') return undefined;
  const text = node.text.trim();
  return text === '' ? undefined : text;
}
