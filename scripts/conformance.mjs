/**
 * The table of what Paks promises and which test proves it, `docs/conformance.md`, made from the lists in
 * `docs/conformance/`. `node scripts/conformance.mjs` writes it; a test holds it against the lists.
 */
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const ROOT = new URL('../', import.meta.url);
const FOLDER = new URL('docs/conformance/', ROOT);

/** The lists in the order of their files' names: `{title, lines: [{group, line, tests: [{file, name}]}]}`. */
export function readLists() {
  return readdirSync(FOLDER)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8')));
}

/** The whole page. */
export function conformancePage(lists) {
  const all = lists.flatMap(({ lines }) => lines);
  const proven = all.filter(({ tests }) => tests.length > 0).length;
  const head = [
    '# What is promised, and the test that proves it',
    '',
    'Made by `node scripts/conformance.mjs` from the lists in [conformance/](conformance/); a test checks that every',
    'test named here exists.',
    '',
    `${all.length} lines, ${proven} with a test, ${all.length - proven} without.`,
  ];
  return `${[...head, ...lists.flatMap(listLines)].join('\n')}\n`;
}

function listLines({ title, lines }) {
  const rows = lines.map(
    ({ group, line, tests }) => `| ${cell(group)} | ${cell(line)} | ${testCell(tests)} |`,
  );
  return ['', `## ${title}`, '', '| part | line | proven by |', '| --- | --- | --- |', ...rows];
}

function testCell(tests) {
  if (tests.length === 0) return '**no test**';
  return tests.map(({ file, name }) => `[${cell(name)}](../${file})`).join('<br>');
}

function cell(text) {
  return text.replaceAll('|', '\\|').replaceAll('\n', ' ');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  writeFileSync(new URL('docs/conformance.md', ROOT), conformancePage(readLists()));
}
