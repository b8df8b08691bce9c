import type { ErrorCode } from '../errors/catalog.ts';
import { messageOf } from '../errors/describeFailure.ts';
import { nearest } from '../errors/nearest.ts';
import { isPaksError } from '../errors/PaksError.ts';
import { SyntaxProblem } from '../errors/SyntaxProblem.ts';
import { isTomlTable, type TomlDocument, type TomlPath, type TomlValue } from './TomlDocument.ts';

/**
 * A value of a TOML document together with its place, read with expectations: each method returns
 * what it names or throws a `SyntaxProblem` that points into the file.
 */
export class TomlNode {
  readonly path: TomlPath;
  readonly value: TomlValue;
  private readonly document: TomlDocument;
  private readonly code: ErrorCode;

  private constructor(document: TomlDocument, code: ErrorCode, path: TomlPath) {
    this.document = document;
    this.code = code;
    this.path = path;
    this.value = valueAt(document.value, path);
  }

  /** The root table of a document; every problem below it carries `code`. */
  static root(document: TomlDocument, code: ErrorCode): TomlNode {
    return new TomlNode(document, code, []);
  }

  /** The name by which messages call it: its dotted path. */
  get name(): string {
    return this.path.join('.');
  }

  /** Throws a problem at this value, or at its key. */
  fail(message: string, hint?: string, part: 'key' | 'value' = 'value'): never {
    const position = this.document.positionOf(this.path, part);
    throw new SyntaxProblem(this.code, { message, hint, position, text: this.document.text });
  }

  /** Refuses keys of this table that are not `known`, naming the nearest one that is. */
  allow(known: readonly string[]): this {
    for (const [key, node] of this.entries()) {
      if (known.includes(key)) continue;
      const near = nearest(key, known);
      const where = this.path.length === 0 ? '' : ` in \`${this.name}\``;
      const hint =
        near === undefined ? `known keys: ${known.join(', ')}` : `did you mean \`${near}\`?`;
      node.fail(`unknown key \`${key}\`${where}`, hint, 'key');
    }
    return this;
  }

  /** The members of a table in the order of the file. */
  entries(): readonly (readonly [string, TomlNode])[] {
    if (!isTomlTable(this.value)) this.fail(`\`${this.name}\` has to be a table`);
    return Object.keys(this.value).map((key) => [key, this.child(key)] as const);
  }

  /** A member of a table, or undefined. */
  get(key: string): TomlNode | undefined {
    if (!isTomlTable(this.value)) this.fail(`\`${this.name}\` has to be a table`);
    return this.value[key] === undefined ? undefined : this.child(key);
  }

  /** The elements of an array. */
  items(): readonly TomlNode[] {
    if (!Array.isArray(this.value)) this.fail(`\`${this.name}\` has to be a list`);
    return this.value.map((_, index) => this.child(index));
  }

  /** The text of a string that is not blank. */
  text(): string {
    if (typeof this.value !== 'string') this.fail(`\`${this.name}\` has to be a string`);
    if (this.value.trim() === '') this.fail(`\`${this.name}\` is empty`);
    return this.value;
  }

  flag(): boolean {
    if (typeof this.value !== 'boolean') this.fail(`\`${this.name}\` has to be true or false`);
    return this.value;
  }

  texts(): readonly string[] {
    return this.items().map((item) => item.text());
  }

  /** A string that is one of `choices`. */
  oneOf<Choice extends string>(choices: readonly Choice[]): Choice {
    const text = this.text();
    const found = choices.find((choice) => choice === text);
    const listed = choices.map((choice) => `\`${choice}\``).join(', ');
    return found ?? this.fail(`\`${this.name}\` is \`${text}\`, but has to be one of ${listed}`);
  }

  /** What `parse` makes of this string; its `PaksError` gets this place. */
  parsed<Value>(parse: (text: string) => Value): Value {
    const text = this.text();
    try {
      return parse(text);
    } catch (thrown) {
      if (!isPaksError(thrown)) throw thrown;
      return this.fail(messageOf(thrown), thrown.hint);
    }
  }

  private child(key: string | number): TomlNode {
    return new TomlNode(this.document, this.code, [...this.path, key]);
  }
}

function valueAt(root: TomlValue, path: TomlPath): TomlValue {
  let value = root;
  for (const key of path) {
    const member = isTomlTable(value)
      ? value[String(key)]
      : Array.isArray(value)
        ? (value[Number(key)] as TomlValue)
        : undefined;
    value = member ?? '';
  }
  return value;
}
