import { describe, expect, test } from '@jest/globals';
import { Cli, type CommandClass } from 'clipanion';
import { commands } from '../../../src/commands/all.ts';
import { argumentsOf } from '../../../src/commands/completing/argumentKinds.ts';
import type { PaksContext } from '../../../src/commands/PaksContext.ts';
import { completeWords } from '../../../src/commands/completing/completeWords.ts';
import { completionServer } from '../../../src/commands/completing/completionServer.ts';
import { printCompletions } from '../../../src/commands/completing/printCompletions.ts';
import { completionScript } from '../../../src/operations/completions/completionScript.ts';
import { SHELLS } from '../../../src/operations/completions/shells.ts';

const nothing = async () => [];

async function values(...typed: readonly string[]): Promise<readonly string[] | 'files'> {
  const words = typed.slice(0, -1);
  const found = await completeWords({ words, current: typed.at(-1) ?? '' }, nothing);
  return found === 'files' ? found : found.map(({ value }) => value);
}

function takesArguments(commandClass: CommandClass<PaksContext>): boolean {
  const [definition] = Cli.from<PaksContext>([commandClass]).definitions();
  return /[<[]/.test(definition?.usage ?? '');
}

describe('completeWords', () => {
  test('every command is offered, and every one says what it is for', async () => {
    const found = await completeWords({ words: [], current: '' }, nothing);

    const offered = found === 'files' ? [] : found;
    const firstWords = new Set([...commands.keys()].map((name) => name.split(' ')[0]));
    expect(new Set(offered.map(({ value }) => value))).toEqual(firstWords);
    expect(offered.filter(({ description }) => description === '')).toEqual([]);
  });

  test('it is said of every command what its arguments are', async () => {
    const silent: string[] = [];
    for (const [name, load] of commands) {
      if (takesArguments(await load()) && !argumentsOf.has(name)) silent.push(name);
    }
    expect(silent).toEqual([]);
    expect([...argumentsOf.keys()].filter((name) => !commands.has(name))).toEqual([]);
  });

  test('an option that is there already is not offered again, in either form', async () => {
    expect(await values('list', '--js')).toEqual(['--json']);
    expect(await values('list', '--json', '--js')).toEqual([]);
    expect(await values('list', '-g', '--glo')).toEqual([]);
  });

  test('the value of an option is completed after a blank and after an equals sign', async () => {
    expect(await values('list', '--color', 'a')).toEqual(['auto', 'always']);
    expect(await values('list', '--color=n')).toEqual(['--color=never']);
  });

  test('help completes commands, also those of two words', async () => {
    expect(await values('help', 'ver')).toEqual(['verify']);
    expect(await values('help', 'config', 'g')).toEqual(['get']);
  });

  test('paths are left to the shell', async () => {
    expect(await values('validate', '')).toBe('files');
    expect(await values('add', './sk')).toBe('files');
    expect(await values('list', '--cwd', '')).toBe('files');
  });

  test('after what is no command there is nothing', async () => {
    expect(await values('nothing', '')).toEqual([]);
  });
});

describe('printCompletions', () => {
  test('a value that a shell could act on is left out (T04)', () => {
    const found = ['a/b', '$(touch x)', '`x`', 'a b', 'a;b', '*', '\u001b[31m'].map((value) => ({
      value,
      description: '',
    }));
    for (const shell of SHELLS) expect(printCompletions(found, shell)).toBe('a/b\n');
  });

  test('a description brings no escape, tab or line of its own', () => {
    const found = [{ value: 'a', description: 'x\\n\u001b[31m\ty\nz $(w)' }];

    expect(printCompletions(found, 'fish')).toBe('a\tx n 31m y z (w)\n');
    expect(printCompletions(found, 'zsh')).toBe('a:x n 31m y z (w)\n');
    expect(printCompletions(found, 'bash')).toBe('a\n');
  });
});

describe('the scripts', () => {
  test('every shell has one, without a placeholder left', async () => {
    for (const shell of SHELLS) {
      const script = await completionScript(shell);
      expect(script).toContain('completion-server');
      expect(script).not.toMatch(/\{(?:pkgname|completer)\}/);
    }
  });

  test('none of them evaluates what was typed', async () => {
    for (const shell of ['bash', 'zsh', 'fish']) {
      expect(await completionScript(shell)).not.toMatch(/\beval "?\$|\(eval /);
    }
  });

  test('an unknown shell is refused with the nearest', async () => {
    await expect(completionScript('fisch')).rejects.toMatchObject({
      code: 'USAGE',
      hint: 'did you mean `paks completions fish`?',
    });
  });
});

describe('completionServer', () => {
  test('answers nothing instead of failing', async () => {
    const answer = await completionServer({
      argv: ['--', 'paks', 'remove', ''],
      variables: {},
      openServices: () => Promise.reject(new Error('broken configuration')),
    });
    expect(answer).toBe('');
  });
});
