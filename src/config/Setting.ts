import { formatByteSize, parseByteSize } from '../model/byteSize.ts';
import { formatDuration, parseDuration } from '../model/duration.ts';
import { parseProxyAddress } from '../model/proxyAddress.ts';
import type { FormattableValue } from '../toml/quoteToml.ts';
import type { TomlValue } from '../toml/TomlDocument.ts';

/** What values of a setting look like, in a file and as text. Both readers give null for anything else. */
export interface Form<Value> {
  /** Ends the sentence "`key` has to be …". */
  readonly description: string;
  parse(text: string): Value | null;
  fromToml(value: TomlValue): Value | null;
  /** How a text that `parse` understands is written in a file. */
  toToml(text: string): FormattableValue;
  /** A value as text that `parse` understands. */
  show(value: Value): string;
}

/** One thing a person can set. */
export interface Setting<Value> {
  /** Its dotted place in `config.toml`; null where only a variable sets it. */
  readonly key: string | null;
  readonly form: Form<Value>;
  readonly fallback: Value;
  /** The environment variable that sets it, or null. */
  readonly variable: string | null;
  /** The flag of every command that sets it, or null. */
  readonly flag: string | null;
  /** One sentence for `paks config list` and the guide. */
  readonly documentation: string;
}

/** Any text but none. */
export const text: Form<string> = fromText('a text', (value) => value);

/** `true` or `false`; as text also `1`, `0`, `yes` and `no`. */
export const toggle: Form<boolean> = {
  description: 'true or false',
  parse: (value) => TOGGLES.get(value.toLowerCase()) ?? null,
  fromToml: (value) => (typeof value === 'boolean' ? value : null),
  toToml: (value) => TOGGLES.get(value.toLowerCase()) ?? value,
  show: String,
};

/** `30s`, `5m`, `12h`, `3d`; in milliseconds. */
export const duration: Form<number> = fromText(
  'a duration such as `30s`, `12h` or `3d`',
  parseDuration,
  formatDuration,
);

/** `500MB`, `2GB`, `1GiB`; in bytes. */
export const byteSize: Form<number> = fromText(
  'a size such as `500MB` or `2GB`',
  parseByteSize,
  formatByteSize,
);

/** An absolute path or one below `~/`; a relative one would mean another file in every directory. */
export const path: Form<string> = fromText('an absolute path, or one below `~/`', (value) =>
  /^(?:~?[\\/]|[A-Za-z]:[\\/])/.test(value) ? value : null,
);

/** The address of a proxy that Paks can use, `http://` where it names no scheme. */
export const proxyAddress: Form<string> = fromText(
  'the address of a proxy, such as `http://host:3128`',
  (value) => (parseProxyAddress(value) === null ? null : value),
);

/** A whole number from 1 on. */
export const count: Form<number> = {
  description: 'a whole number from 1 on',
  parse: (value) => (/^[1-9]\d{0,8}$/.test(value) ? Number(value) : null),
  fromToml: (value) => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : null),
  toToml: Number,
  show: String,
};

/** An array of strings; as text, separated by commas or spaces. */
export const list: Form<readonly string[]> = {
  description: 'a list of texts',
  parse: splitList,
  fromToml: (value) =>
    Array.isArray(value) && value.every((item) => typeof item === 'string') ? value : null,
  toToml: splitList,
  show: (value) => value.join(', '),
};

/** One of a few words. */
export function choice<Word extends string>(...words: readonly Word[]): Form<Word> {
  const listed = words.map((word) => `\`${word}\``).join(' or ');
  return fromText(listed, (value) => words.find((word) => word === value) ?? null);
}

const TOGGLES: ReadonlyMap<string, boolean> = new Map([
  ['1', true],
  ['true', true],
  ['yes', true],
  ['on', true],
  ['0', false],
  ['false', false],
  ['no', false],
  ['off', false],
]);

function splitList(text: string): readonly string[] {
  return text.split(/[\s,]+/).filter((item) => item !== '');
}

function fromText<Value>(
  description: string,
  parse: (text: string) => Value | null,
  show: (value: Value) => string = String,
): Form<Value> {
  return {
    description,
    parse: (value) => (value.trim() === '' ? null : parse(value)),
    fromToml: (value) => (typeof value === 'string' && value.trim() !== '' ? parse(value) : null),
    toToml: (value) => value,
    show,
  };
}
