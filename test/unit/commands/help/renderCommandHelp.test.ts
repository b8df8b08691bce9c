import { describe, expect, test } from '@jest/globals';
import { commands } from '../../../../src/commands/all.ts';
import { helpText } from '../../../../src/commands/help.ts';
import { everyCommand } from '../../../helpers/everyCommand.ts';

const plain = { colored: false, width: 80 };

describe('helpText', () => {
  test('a command says what it is for first and what all commands share last', async () => {
    const text = await helpText(['add'], plain);
    const order = [
      'Add skills to paks.toml',
      'Usage\n  paks add [options] <source>...',
      'Options\n      --version <version>',
      'Examples\n  # From the registry\n  $ paks add ',
      'Options of all commands that install\n  -g, --global ',
      'Options of every command\n      --json ',
      'See also\n  paks install',
    ].map((part) => text.indexOf(part));

    expect(order).not.toContain(-1);
    expect(order).toEqual([...order].sort((left, right) => left - right));
  });

  test('what an answer of "no" means is said', async () => {
    expect(await helpText(['outdated'], plain)).toContain(
      'Exit code 1\n  something newer is there;',
    );
    expect(await helpText(['add'], plain)).not.toContain('Exit code 1');
  });

  test('no line is wider than the terminal, nor than 100 columns', async () => {
    await everyCommand();
    for (const width of [60, 80, 200]) {
      for (const name of ['install', 'publish', 'agent add', 'cache']) {
        const lines = (await helpText(name.split(' '), { colored: false, width })).split('\n');
        const prose = lines.filter((line) => !line.startsWith('  $'));
        expect(Math.max(...prose.map((line) => line.length))).toBeLessThanOrEqual(
          Math.min(width, 100),
        );
      }
    }
  });

  test('the overview has every command', async () => {
    await everyCommand();
    const text = await helpText([], plain);
    const lines = text.split('\n').filter((line) => /^ {2}\S/.test(line));

    for (const name of [...commands.keys()].filter(
      (one) => !ALIASES.has(one.split(' ').at(-1) ?? ''),
    ))
      expect(lines.some((line) => line.startsWith(`  ${name}`))).toBe(true);
    expect(text).toContain('\n  remove, rm ');
    expect(text).toContain('\n  agent list, ls ');
  });

  test('a first word that groups others shows those only', async () => {
    const text = await helpText(['cache'], plain);

    expect(text).toContain('  cache clean');
    expect(text).not.toContain('  install');
  });

  test('colours are used where they are wanted only', async () => {
    const escape = String.fromCharCode(27);

    expect(await helpText(['add'], plain)).not.toContain(escape);
    expect(await helpText(['add'], { ...plain, colored: true })).toContain(escape);
  });

  test('an unknown command is refused with the nearest one', async () => {
    await expect(helpText(['instal'], plain)).rejects.toMatchObject({
      code: 'USAGE',
      hint: 'did you mean `paks help install`?',
    });
    await expect(helpText(['agnt'], plain)).rejects.toMatchObject({
      hint: 'did you mean `paks help agent`?',
    });
    await expect(helpText(['uninstall'], plain)).rejects.toMatchObject({
      hint: 'did you mean `paks help remove`?',
    });
    await expect(helpText(['cache', 'clear'], plain)).rejects.toMatchObject({
      message: '`cache clear` is not a command',
    });
  });
});

const ALIASES = new Set(['i', 'ls', 'rm', 'up', 'new']);
