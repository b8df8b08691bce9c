import { describe, expect, test } from '@jest/globals';
import * as fc from 'fast-check';
import { parseToml } from '../../../src/toml/parseToml.ts';
import { type FormattableValue, formatKeyPath, formatValue } from '../../../src/toml/quoteToml.ts';
import { removeTomlValue } from '../../../src/toml/removeTomlValue.ts';
import { setTomlValue } from '../../../src/toml/setTomlValue.ts';

type Tree = { [key: string]: FormattableValue };

const read = (text: string): Tree =>
  JSON.parse(JSON.stringify(parseToml(text, { file: 'x.toml', code: 'CONFIG_INVALID' }).value));

const key = fc.constantFrom('a', 'b', 'c', 'x/y', '');
const scalar: fc.Arbitrary<FormattableValue> = fc.oneof(
  fc.constantFrom('', 'text', '# no comment', '[table]', 'x = 1\n'),
  fc.integer(),
  fc.boolean(),
  fc.array(fc.constantFrom(1, 'one'), { maxLength: 2 }),
);
const { tree } = fc.letrec<{ tree: Tree }>((tie) => ({
  tree: fc.dictionary(key, fc.oneof({ depthSize: 'small' }, scalar, tie('tree')), { maxKeys: 3 }),
}));

/** One of the many ways to write a table: each of its tables a section, dotted, or inline. */
function write(value: Tree, path: readonly string[], style: () => number): string[] {
  const lines: string[] = path.length === 0 ? [] : [`[${formatKeyPath(path)}] # table`];
  const sections: string[] = [];
  for (const [name, member] of Object.entries(value)) {
    const choice = isTree(member) ? style() % 3 : 1;
    if (choice === 0) sections.push('', ...write(member as Tree, [...path, name], style));
    else if (choice === 2 && Object.keys(member as Tree).length > 0) {
      for (const [inner, leaf] of Object.entries(member as Tree)) {
        lines.push(`  ${formatKeyPath([name, inner])}\t= ${formatValue(leaf)}`);
      }
    } else lines.push(`${formatKeyPath([name])} = ${formatValue(member)} # own`);
  }
  return [...lines, ...sections];
}

function isTree(value: FormattableValue | undefined): value is Tree {
  return typeof value === 'object' && !Array.isArray(value);
}

/** The tree with a value set, or undefined where the path leads through something else. */
function withValue(root: Tree, path: readonly string[], value: FormattableValue): Tree | undefined {
  const [first = '', ...rest] = path;
  if (rest.length === 0) return { ...root, [first]: value };
  const member = root[first] ?? {};
  if (!isTree(member)) return undefined;
  const inner = withValue(member, rest, value);
  return inner && { ...root, [first]: inner };
}

function withoutValue(root: Tree, [first = '', ...rest]: readonly string[]): Tree {
  const { [first]: member, ...others } = root;
  if (rest.length === 0 || !isTree(member)) return rest.length === 0 ? others : root;
  return { ...root, [first]: withoutValue(member, rest) };
}

/** Empty tables do not count: dotted keys and sections leave none behind, inline tables do. */
function pruned(value: FormattableValue): FormattableValue {
  if (!isTree(value)) return value;
  const members = Object.entries(value).map(([name, item]) => [name, pruned(item)] as const);
  return Object.fromEntries(
    members.filter(([, item]) => !isTree(item) || Object.keys(item).length > 0),
  );
}

const document = fc
  .tuple(tree, fc.array(fc.nat(2), { minLength: 30, maxLength: 30 }))
  .map(([value, styles]) => {
    let next = 0;
    return { value, text: write(value, [], () => styles[next++ % styles.length] ?? 0).join('\n') };
  });
const path = fc.array(key, { minLength: 1, maxLength: 3 });

describe('editing any TOML', () => {
  test('sets exactly one value, however the tables are written', () => {
    fc.assert(
      fc.property(document, path, fc.oneof(scalar, tree), ({ value, text }, path, added) => {
        const wanted = withValue(value, path, added);
        fc.pre(wanted !== undefined);
        const edited = setTomlValue(text, path, added);
        expect(pruned(read(edited))).toEqual(pruned(wanted));
      }),
      { numRuns: 700 },
    );
  });

  test('removes exactly one value, however it is written', () => {
    fc.assert(
      fc.property(document, path, ({ value, text }, path) => {
        const edited = removeTomlValue(text, path);
        expect(pruned(read(edited))).toEqual(pruned(withoutValue(value, path)));
      }),
      { numRuns: 700 },
    );
  });

  test('puts a key of the root above the first table', () => {
    expect(setTomlValue('# head\n[a]\nb = 1\n', ['offline'], true)).toBe(
      '# head\noffline = true\n\n[a]\nb = 1\n',
    );
    expect(setTomlValue('x = 1 # c\n\n[a]\n', ['y'], 2)).toBe('x = 1 # c\ny = 2\n\n[a]\n');
    expect(setTomlValue('', ['y'], 'z')).toBe('y = "z"\n');
  });
});
