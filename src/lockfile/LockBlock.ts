import { nearest } from '../errors/nearest.ts';
import {
  isTomlTable,
  type TomlPath,
  type TomlTable,
  type TomlValue,
} from '../toml/TomlDocument.ts';

/** Throws `LOCKFILE_INVALID` at a place of the file. */
export type RefuseLock = (path: TomlPath, message: string, hint?: string) => never;

/** One `[[skill]]` block: its values by key and type, with every refusal pointing at the key. */
export class LockBlock {
  readonly #table: TomlTable;
  readonly #index: number;
  readonly #refuse: RefuseLock;

  constructor(value: TomlValue, index: number, refuse: RefuseLock) {
    this.#table = isTomlTable(value) ? value : refuse(['skill', index], 'a `skill` is not a table');
    this.#index = index;
    this.#refuse = refuse;
  }

  /** Throws, pointing at the key, or at the block where it has no such key. */
  refuse(key: string, message: string): never {
    const place = ['skill', this.#index];
    return this.#refuse(key in this.#table ? [...place, key] : place, message);
  }

  /** Refuses every key that is not among these. */
  allowOnly(keys: readonly string[], kind: string): void {
    for (const key of Object.keys(this.#table)) {
      if (!keys.includes(key))
        this.refuse(key, `${kind} has no key \`${key}\`${suggestion(key, keys)}`);
    }
  }

  /** The text behind a key that must be there. */
  text(key: string): string {
    return this.optionalText(key) ?? this.refuse(key, `a locked skill has no \`${key}\``);
  }

  /** The text behind a key, or undefined without the key. */
  optionalText(key: string): string | undefined {
    const value = this.#table[key];
    if (value === undefined || (typeof value === 'string' && value !== '')) return value;
    return this.refuse(key, `\`${key}\` must be a text that is not empty`);
  }

  /** The list of texts behind a key, empty without the key. */
  texts(key: string): readonly string[] {
    const value = this.#table[key];
    if (value === undefined) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    return this.refuse(key, `\`${key}\` must be a list of texts`);
  }
}

function suggestion(key: string, keys: readonly string[]): string {
  const near = nearest(key, keys);
  return near === undefined ? '' : ` (is \`${near}\` meant?)`;
}
