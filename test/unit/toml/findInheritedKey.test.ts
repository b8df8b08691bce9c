import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseToml } from '../../../src/toml/parseToml.ts';

const options = { file: 'paks.toml', code: 'MANIFEST_INVALID' } as const;
const NAMES = Object.getOwnPropertyNames(Object.prototype);

/** Everything hung on the functions that every object inherits. */
function inherited(): string {
  const members = NAMES.map(
    (name) => Object.getOwnPropertyDescriptor(Object.prototype, name)?.value,
  );
  return JSON.stringify(
    members.map((member) =>
      typeof member === 'function' ? Reflect.ownKeys(member).map(String).sort() : [],
    ),
  );
}

describe('keys that every object inherits', () => {
  test.each([
    '[constructor]\nx = 1',
    '["constructor"]\nx = 1',
    "['toString']\nx = 1",
    '[a.toString]\nx = 1',
    '[ a . "hasOwnProperty" ]\ncall = 1',
    'hasOwnProperty.call = 1',
    'x = { valueOf.y = 1 }',
    '"\\u0074oString".x = 1',
    '"to\\U00000053tring" = 1',
    'toString.x = 1\n= broken',
  ])('are refused before the parser can write into them: %j (T12)', (text) => {
    const before = inherited();
    expect(() => parseToml(text, options)).toThrow(/cannot be a key/);
    expect(inherited()).toBe(before);
  });

  test('are fine as text', () => {
    const text =
      '# toString.x = 1\na = "constructor"\nb = ["toString"]\nc = """\ntoString.x = 1"""\n';
    expect(Object.keys(parseToml(text, options).value)).toEqual(['a', 'b', 'c']);
  });

  test('are looked for in time linear in the text (T12)', () => {
    const text = `a = [${' '.repeat(500_000)}${'"toString"],['.repeat(100_000)}`;
    expect(() => parseToml(text, options)).toThrow(/paks\.toml/);
  });

  test('never change, whatever the text (T12)', () => {
    const before = inherited();
    const key = fc.constantFrom('toString', '"toString"', "'valueOf'", '"\\u0074oString"', 'a');
    const mark = fc.constantFrom('.', '.', '=', '[', ']', '{', '}', ',', '\n', ' ', '1', '#', '\\');
    const quote = fc.constantFrom('"', "'", '"""', "'''", '""', '\r', '\u2028');
    const run = fc.constantFrom('\n[', ']\n', ' = 1\n', '\n[[', ']]\n', '.a = 1\n');
    const piece = fc.oneof(key, mark, quote, run);
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 25 }), (pieces) => {
        try {
          parseToml(pieces.join(''), options);
        } catch {
          // Most of these texts are no TOML.
        }
        expect(inherited()).toBe(before);
      }),
      { numRuns: 5_000 },
    );
  });
});
