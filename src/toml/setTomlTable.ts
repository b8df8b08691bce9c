import { type FormattableValue } from './quoteToml.ts';
import { removeTomlValue } from './removeTomlValue.ts';
import { setTomlValue } from './setTomlValue.ts';

/**
 * The text with these members in the table at `path`, which becomes a section of its own where it is
 * new; members that are undefined are taken out, all others stay. The text must be one that
 * `parseToml` accepts.
 */
export function setTomlTable(
  text: string,
  path: readonly string[],
  members: Readonly<Record<string, FormattableValue | undefined>>,
): string {
  return Object.entries(members).reduce((result, [key, value]) => {
    const place = [...path, key];
    return value === undefined
      ? removeTomlValue(result, place)
      : setTomlValue(result, place, value);
  }, text);
}
