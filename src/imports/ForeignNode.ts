import { PaksError } from '../errors/PaksError.ts';

/**
 * A value of another tool's JSON, YAML or TOML file, read without trusting its shape: every accessor
 * checks the type and throws `IMPORT_INVALID` with the place. Only own keys are seen (threat T12).
 */
export class ForeignNode {
  readonly #file: string;
  readonly #place: string;
  readonly #value: unknown;

  constructor(file: string, value: unknown, place = '') {
    this.#file = file;
    this.#place = place;
    this.#value = value;
  }

  get isText(): boolean {
    return typeof this.#value === 'string';
  }

  get isList(): boolean {
    return Array.isArray(this.#value);
  }

  get isNull(): boolean {
    return this.#value === null;
  }

  /** Throws `IMPORT_INVALID` at this value. */
  fail(why: string): never {
    const where = this.#place === '' ? '' : ` at \`${this.#place}\``;
    throw new PaksError('IMPORT_INVALID', {
      message: `\`${this.#file}\`${where}: ${why}`,
      hint: 'mend the file with the tool that wrote it, or name another with `--from`',
      data: { file: this.#file, place: this.#place },
    });
  }

  text(): string {
    const value = this.#value;
    return typeof value === 'string' ? value : this.fail('it has to be a text');
  }

  /** The member, or undefined where there is none. */
  get(key: string): ForeignNode | undefined {
    const object = this.#object();
    if (!Object.hasOwn(object, key)) return undefined;
    return new ForeignNode(this.#file, object[key], this.#below(key));
  }

  /** A text member; undefined where it is missing, null or empty. */
  optionalText(key: string): string | undefined {
    const member = this.get(key);
    if (member === undefined || member.isNull) return undefined;
    const text = member.text().trim();
    return text === '' ? undefined : text;
  }

  /** A text member that has to be there. */
  requiredText(key: string): string {
    return this.optionalText(key) ?? this.fail(`it has no \`${key}\``);
  }

  /** The members in the order of the file. */
  entries(): readonly (readonly [string, ForeignNode])[] {
    return Object.entries(this.#object()).map(
      ([key, value]) => [key, new ForeignNode(this.#file, value, this.#below(key))] as const,
    );
  }

  items(): readonly ForeignNode[] {
    const value = this.#value;
    if (!Array.isArray(value)) return this.fail('it has to be a list');
    return value.map(
      (item, index) => new ForeignNode(this.#file, item, `${this.#place}[${index}]`),
    );
  }

  /** The texts of a list; none where the member is missing. */
  texts(key: string): readonly string[] {
    return (this.get(key)?.items() ?? []).map((item) => item.text());
  }

  #below(key: string): string {
    return this.#place === '' ? key : `${this.#place}.${key}`;
  }

  #object(): Readonly<Record<string, unknown>> {
    const value = this.#value;
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      return this.fail('it has to be an object');
    }
    return value as Readonly<Record<string, unknown>>;
  }
}
