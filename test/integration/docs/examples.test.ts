import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Cli } from 'clipanion';
import { parse as parseYaml } from 'yaml';
import { readDocs } from '../../../scripts/site/readDocs.ts';
import { commands } from '../../../src/commands/all.ts';
import { parseManifest } from '../../../src/manifest/parseManifest.ts';
import { parseToml } from '../../../src/toml/parseToml.ts';
import { findCommand } from '../../../src/commands/findCommand.ts';
import type { PaksContext } from '../../../src/commands/PaksContext.ts';
import { commandLines, namedCommands, wordsOf } from '../../helpers/commandLines.ts';
import { everyCommand } from '../../helpers/everyCommand.ts';

const BESIDE = ['README.md', 'CONTRIBUTING.md', 'CHANGELOG.md'];
const PLAIN = new Set(['--version', '--help', 'help']);

/** Why the real command line does not take these words; null where it does. Runs nothing. */
async function complaint(words: readonly string[]): Promise<string | null> {
  const [first = ''] = words;
  if (PLAIN.has(first)) {
    const named = words.slice(1).join(' ');
    return ['', 'COMMAND'].includes(named) || commands.has(named)
      ? null
      : `there is no command ${named}`;
  }
  const found = findCommand(words);
  if (found.kind !== 'command') return `there is no command ${words.join(' ')}`;
  try {
    Cli.from<PaksContext>([await found.load()]).process([...words], {} as PaksContext);
    return null;
  } catch (error) {
    return String(error).split('\n')[0] ?? '';
  }
}

/** `paks cache` names the commands that share the word; a name alone names a command without its arguments. */
function isNoGroup({ words }: { readonly words: readonly string[] }): boolean {
  const found = findCommand(words);
  return found.kind === 'unknown' || (found.kind === 'command' && !commands.has(words.join(' ')));
}

const READERS = new Map<string, (text: string, path: string) => unknown>([
  ['json', (text) => JSON.parse(text)],
  ['yaml', (text, path) => (path.startsWith('guides/') ? parseYaml(text) : null)],
  ['toml', readToml],
]);

/** In guides every table of a manifest has to be one that Paks takes. */
function readToml(text: string, file: string): unknown {
  const isManifest = /^\[(?:skills|project|groups|policy|scripts|registries)/m.test(text);
  return file.startsWith('guides/') && isManifest
    ? parseManifest(text, { file, registry: 'paks' })
    : parseToml(text, { file, code: 'MANIFEST_INVALID' });
}

async function complaints(
  calls: readonly { readonly place: string; readonly words: readonly string[] }[],
): Promise<readonly string[]> {
  const found: string[] = [];
  for (const { place, words } of calls) {
    const problem = await complaint(words);
    if (problem !== null) found.push(`${place}: paks ${words.join(' ')}: ${problem}`);
  }
  return found;
}

describe('the examples', () => {
  test('of the documentation are what the command line takes', async () => {
    const docs = [...readDocs()].map(([path, text]) => commandLines(join('docs', path), text));
    const beside = BESIDE.map((path) => commandLines(path, readFileSync(path, 'utf8')));
    const lines = [...docs, ...beside].flat();

    expect(lines.length).toBeGreaterThan(200);
    expect(await complaints(lines)).toEqual([]);
  });

  test('commands that the documentation names in a sentence exist', async () => {
    const docs = [...readDocs()].flatMap(([path, text]) => namedCommands(join('docs', path), text));
    const beside = BESIDE.flatMap((path) => namedCommands(path, readFileSync(path, 'utf8')));

    expect(docs.length).toBeGreaterThan(100);
    const found = await complaints([...docs, ...beside].filter(isNoGroup));
    // In a sentence an option may stand without its value.
    expect(found.filter((text) => !text.includes('Not enough arguments to option'))).toEqual([]);
  });

  test('in the help of every command are what the command line takes', async () => {
    const all = await everyCommand();
    const calls = all.flatMap(({ command }) =>
      command.examples.flatMap(({ line }) =>
        line
          .split(/ (?:\||--) /)
          .filter((call) => call.startsWith('paks '))
          .map((call) => ({ place: command.names[0] ?? '', words: wordsOf(call) })),
      ),
    );

    expect(calls.length).toBeGreaterThan(100);
    expect(await complaints(calls)).toEqual([]);
  });

  test('of manifests, settings, recipes and documents can be read', () => {
    const problems: string[] = [];
    let read = 0;
    for (const [path, text] of readDocs()) {
      for (const [, language = '', block = ''] of text.matchAll(/^```(\w+)\n([\s\S]*?)^```/gm)) {
        const reader = READERS.get(language);
        if (reader === undefined) continue;
        try {
          reader(block, path);
          read += 1;
        } catch (error) {
          problems.push(`${path}: ${String(error)}`);
        }
      }
    }
    expect(problems).toEqual([]);
    expect(read).toBeGreaterThan(15);
  });

  test('with an unknown option or command are noticed', async () => {
    const text = '```sh\npaks install --ofline\npaks instal # twice\n```\n';

    expect(await complaints(commandLines('page.md', text))).toHaveLength(2);
  });

  test('in recipes are found too', () => {
    const recipe = '```yaml\n- run: paks ci --offline\n- run: npm install --global paks\n```\n';
    const groovy = "```groovy\nsh 'paks audit'\n```\n";

    expect(commandLines('ci.md', recipe).map(({ words }) => words)).toEqual([['ci', '--offline']]);
    expect(commandLines('ci.md', groovy).map(({ words }) => words)).toEqual([['audit']]);
  });
});
