import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { type AST, parseTOML } from 'toml-eslint-parser';
import { formatKey, formatKeyPath, quoteToml } from '../../../src/toml/quoteToml.ts';
import { scanToml } from '../../../src/toml/scanToml.ts';

/** Every table header and pair with its offsets, as a complete parser sees it. */
function oracle(text: string): string[] {
  const found: string[] = [];
  const visit = (node: AST.TOMLNode): void => {
    if (node.type === 'TOMLTable') {
      found.push(`table ${node.resolvedKey.join('/')} ${node.range[0]}`);
      for (const pair of node.body) visit(pair);
    } else if (node.type === 'TOMLKeyValue') {
      found.push(`pair ${node.range.join('-')} ${node.value.range.join('-')}`);
      visit(node.value);
    } else if (node.type === 'TOMLInlineTable') for (const pair of node.body) visit(pair);
    else if (node.type === 'TOMLArray') for (const item of node.elements) visit(item);
  };
  for (const node of parseTOML(text).body[0].body) visit(node);
  return found;
}

function scanned(text: string): string[] {
  return scanToml(text).flatMap(({ kind, path, start, end, value }) => {
    if (kind === 'element') return [];
    if (kind === 'table') return [`table ${path.join('/')} ${start}`];
    return [`pair ${start}-${end} ${value?.start}-${value?.end}`];
  });
}

const key = fc.oneof(fc.constantFrom('a', 'b-1', 'x y', '', '"', "'", '#', '[', 'é'), fc.string());
const blank = fc.constantFrom('', ' ', '\t');
const scalar = fc.oneof(
  fc.string().map(quoteToml),
  fc.constantFrom('1', 'true', '-0.5e3', "'lit # ] }'", '1979-05-27 07:32:00', 'inf'),
  fc.constantFrom('"""\nline ] \\"""" "" """', "'''\nit's\n'''", '""', '""""quoted"""""'),
);
const { value } = fc.letrec<{ value: string }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    scalar,
    fc.array(tie('value'), { maxLength: 3 }).map((items) => `[ # c [\n${items.join(' ,\n')}\n]`),
    fc
      .uniqueArray(key, { maxLength: 3 })
      .chain((keys) => fc.tuple(...keys.map((name) => fc.tuple(fc.constant(name), tie('value')))))
      .map((pairs) => `{${pairs.map(([name, item]) => `${formatKey(name)}=${item}`).join(', ')}}`),
  ),
}));
const pairLine = fc.tuple(key, blank, value, blank).map(([name, space, item, after]) => ({
  name,
  text: `${space}${formatKey(name)}${space}=${item}${after}# c "`,
}));
const section = fc
  .tuple(fc.array(key, { minLength: 1, maxLength: 3 }), fc.boolean())
  .chain(([path, isArray]) =>
    fc.uniqueArray(pairLine, { selector: ({ name }) => name, maxLength: 3 }).map((pairs) => {
      const header = isArray ? `[[${formatKeyPath(path)}]]` : `[${formatKeyPath(path)}]`;
      return { header, lines: [header, ...pairs.map(({ text }) => text)] };
    }),
  );

describe('scanning TOML', () => {
  test('gives paths with the indices of arrays of tables', () => {
    const text = '[[a.b]]\nx = 1\n[[a.b]]\n[a.b.c]\n"d".e = [{f = 1}, 2]\n';
    expect(scanToml(text).map(({ kind, path }) => [kind, ...path].join(' '))).toEqual([
      'table a b 0',
      'pair a b 0 x',
      'table a b 1',
      'table a b 1 c',
      'pair a b 1 c d e',
      'element a b 1 c d e 0',
      'pair a b 1 c d e 0 f',
      'element a b 1 c d e 1',
    ]);
  });

  test('reads escapes in quoted keys', () => {
    const [entry] = scanToml('"\\u0041\\U0001f600\\t\\"\\\\" = 1');
    expect(entry?.path).toEqual(['A😀\t"\\']);
  });

  test('finds the same headers, pairs and values as a complete parser', () => {
    let compared = 0;
    const sections = fc.uniqueArray(section, { selector: ({ header }) => header, maxLength: 4 });
    fc.assert(
      fc.property(sections, fc.boolean(), (parts, windows) => {
        const plain = parts.flatMap(({ lines }) => lines).join('\n');
        const text = windows ? plain.replaceAll('\n', '\r\n') : plain;
        let expected: string[];
        try {
          expected = oracle(text);
        } catch {
          return;
        }
        compared++;
        expect(scanned(text)).toEqual(expected);
      }),
      { numRuns: 1_000 },
    );
    expect(compared).toBeGreaterThan(300);
  });

  test('ends on any text (T12)', () => {
    const junk = fc.array(
      fc.constantFrom('[', ']', '{', '}', '=', '.', '"', "'", '\n', 'a', ',', '#', ' '),
    );
    fc.assert(
      fc.property(junk, (characters) => {
        expect(Array.isArray(scanToml(characters.join('')))).toBe(true);
      }),
      { numRuns: 2_000 },
    );
  });
});
