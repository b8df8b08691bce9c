import { readdirSync, readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { Cli } from 'clipanion';
import { generatedPages } from '../../../scripts/docs/generatedPages.ts';
import { catalog } from '../../../src/errors/catalog.ts';
import type { PaksContext } from '../../../src/commands/PaksContext.ts';
import { everyCommand } from '../../helpers/everyCommand.ts';

let pages: ReadonlyMap<string, string>;

beforeAll(async () => {
  pages = await generatedPages();
});

describe('the pages that are made from the code', () => {
  test('are what `npm run docs` writes', () => {
    const stale = [...pages].filter(([path, text]) => readFileSync(path, 'utf8') !== text);

    expect(stale.map(([path]) => path)).toEqual([]);
    expect(
      readdirSync('docs/commands').filter((name) => !pages.has(`docs/commands/${name}`)),
    ).toEqual([]);
  });

  test('tell every command, every option and every example', async () => {
    const shared = pages.get('docs/commands/README.md') ?? '';
    const missing: string[] = [];
    for (const { commandClass, command } of await everyCommand()) {
      const name = command.names[0] ?? '';
      const page = pages.get(`docs/commands/${name.replace(' ', '-')}.md`) ?? '';
      const [definition] = Cli.from<PaksContext>([commandClass]).definitions();
      const flags = definition?.options.flatMap((option) => option.definition.split(/[ ,]/)) ?? [];
      const words = [
        ...command.names.map((alias) => `paks ${alias}`),
        ...flags.filter((flag) => flag.startsWith('-')).map((flag) => `\`${flag}\``),
        ...(commandClass.usage?.examples?.map(([, line]) => line) ?? []),
      ];
      for (const word of words) {
        if (!page.includes(word) && !shared.includes(word)) missing.push(`${name}: ${word}`);
      }
    }
    expect(missing).toEqual([]);
  });

  test('tell the fields of every result', () => {
    const { properties } = JSON.parse(
      readFileSync('schemas/output/outdated.schema.json', 'utf8'),
    ) as { readonly properties: object };

    for (const field of Object.keys(properties)) {
      expect(pages.get('docs/commands/outdated.md')).toContain(`| \`${field}\` |`);
      expect(pages.get('docs/output.md')).toContain(`\`${field}\``);
    }
    expect(pages.get('docs/output.md')).not.toMatch(/^\| [^|]* \|\s*\|/m);
    expect(pages.get('docs/commands/add.md')).toContain('| `changes` | list of objects |');
  });

  test('tell every function of the library with what it takes', async () => {
    const library = await import('../../../src/library.ts');
    const page = pages.get('docs/library.md') ?? '';

    for (const name of Object.keys(library).filter((one) => one !== 'isPaksError')) {
      expect(page).toContain(`### ${name}\n\n\`\`\`ts\n${name}(options: `);
    }
    expect(page).toContain('| `frozen?` | `boolean` | Never write the lock;');
    expect(page).toContain("| `groups?` | `readonly string[] \\| 'all'` |");
  });

  test('README.md names every command, and the two that need nothing but Node and git', async () => {
    const readme = readFileSync('README.md', 'utf8');
    const words = new Set(Array.from(readme.matchAll(/`([a-z][a-z -]*)`/g), ([, word]) => word));
    const unnamed = (await everyCommand())
      .map(({ command }) => command.names[0] ?? '')
      .filter((name) => !words.has(name) && !words.has(name.split(' ')[1]));

    expect(unnamed).toEqual([]);
    expect(readme).toContain('```sh\nnpm ci && npm run demo\n```');
    expect(readme).toContain('```sh\nnpm ci && npm test\n```');
  });

  test('every error code is documented', () => {
    const page = readFileSync('docs/spec/error-codes.md', 'utf8');

    expect(Object.keys(catalog).filter((code) => !page.includes(`| \`${code}\` |`))).toEqual([]);
  });
});
