const SHORT_ESCAPES: Readonly<Record<string, string>> = {
  '"': '\\"',
  '\\': '\\\\',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\f': '\\f',
  '\r': '\\r',
};
const MUST_ESCAPE = /["\\\u0000-\u001f\u007f-\u009f\u2028\u2029\ufeff]|\p{Surrogate}/gu;
const BARE_KEY = /^[A-Za-z0-9_-]+$/;

/** Text as a one-line TOML string; every control character is escaped. */
export function quoteToml(text: string): string {
  return `"${text.toWellFormed().replace(MUST_ESCAPE, escapeCharacter)}"`;
}

/** A key as TOML writes it: bare where it may be, else quoted. */
export function formatKey(key: string): string {
  return BARE_KEY.test(key) ? key : quoteToml(key);
}

/** A table header or dotted key for a path of keys. */
export function formatKeyPath(keys: readonly string[]): string {
  return keys.map(formatKey).join('.');
}

/** A value on one line: strings, numbers, booleans, arrays and inline tables of these. */
export function formatValue(value: FormattableValue): string {
  if (typeof value === 'string') return quoteToml(value);
  if (typeof value !== 'object') return String(value);
  if (isList(value)) return `[${value.map(formatValue).join(', ')}]`;
  const pairs = Object.entries(value).flatMap(([key, item]) =>
    item === undefined ? [] : [`${formatKey(key)} = ${formatValue(item)}`],
  );
  return pairs.length === 0 ? '{}' : `{ ${pairs.join(', ')} }`;
}

/** What {@link formatValue} can write; members that are undefined are left out. */
export type FormattableValue =
  | string
  | number
  | boolean
  | readonly FormattableValue[]
  | { readonly [key: string]: FormattableValue | undefined };

function isList(value: object): value is readonly FormattableValue[] {
  return Array.isArray(value);
}

function escapeCharacter(character: string): string {
  const short = SHORT_ESCAPES[character];
  if (short !== undefined) return short;
  return `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`;
}
