import { describe, expect, test } from '@jest/globals';
import { categories } from '../../../../src/commands/help/categories.ts';
import { negativeAnswers } from '../../../../src/commands/help/negativeAnswers.ts';
import { relatedCommands } from '../../../../src/commands/help/relatedCommands.ts';
import { usageLines } from '../../../../src/commands/help/usageLines.ts';
import { PaksCommand } from '../../../../src/commands/PaksCommand.ts';
import { everyCommand } from '../../../helpers/everyCommand.ts';

/** Words that every command uses for something of its own. */
const OWN_MEANING = new Set(
  `--account --agent --all --all-depths --author --branch --category --dry-run --fix --force --format
   --from --frozen-lockfile --global --group --insecure --keyword --merge-driver --name --output
   --project --reason --repository --skill --tag --version`.split(/\s+/),
);

describe('describeCommand', () => {
  test('an argument is named, whether it may be left out or repeated', async () => {
    const all = await everyCommand();
    const usage = all.flatMap(({ command }) => usageLines(command));

    expect(usage).toEqual(
      expect.arrayContaining([
        'paks add [options] <source>...',
        'paks diff [options] <name> [from] [to]',
        'paks update [options] [name]...',
        'paks up [options] [name]...',
        'paks cache clean [options]',
      ]),
    );
  });

  test('options of one command, of all that install and of all are told apart', async () => {
    const all = await everyCommand();
    const scopes = (name: string) => {
      const { command } = all.find((one) => one.command.names[0] === name) ?? {};
      return new Map(command?.options.map(({ names, scope }) => [names[0], scope]));
    };

    expect(scopes('update')).toEqual(
      new Map([...scopes('update'), ['--latest', 'command'], ['--force', 'installing']]),
    );
    expect(scopes('publish').get('--force')).toBe('command');
    expect(scopes('publish').get('--json')).toBe('every');
  });

  test('an option is described in the same words by every command that means the same', async () => {
    const said = new Map<string, Set<string>>();
    for (const { command } of await everyCommand()) {
      for (const { names, description } of command.options) {
        const [name = ''] = names;
        expect(description).toMatch(/^\S.*[^.\s]$/);
        said.set(name, (said.get(name) ?? new Set()).add(description));
      }
    }
    const different = [...said].filter(([name, ways]) => ways.size > 1 && !OWN_MEANING.has(name));

    expect(different.map(([name, ways]) => [name, [...ways]])).toEqual([]);
  });

  test('every command stands in the overview once, in its own category', async () => {
    const declared = (await everyCommand()).map(
      ({ command }) => `${command.category}: ${command.names[0]}`,
    );
    const listed = [...categories].flatMap(([category, names]) =>
      names.map((name) => `${category}: ${name}`),
    );

    expect(listed).toHaveLength(declared.length);
    expect(new Set(listed)).toEqual(new Set(declared));
  });

  test('every command that can say no says what that means', async () => {
    const saying = (await everyCommand()).filter(
      ({ commandClass }) =>
        Reflect.get(commandClass.prototype, 'exitCode') !==
        Reflect.get(PaksCommand.prototype, 'exitCode'),
    );

    expect(new Set(saying.map(({ command }) => command.names[0]))).toEqual(
      new Set(negativeAnswers.keys()),
    );
  });

  test('every command leads on to others that exist', async () => {
    const names = (await everyCommand()).map(({ command }) => command.names[0] ?? '');

    expect(new Set(relatedCommands.keys())).toEqual(new Set(names));
    for (const [name, related] of relatedCommands) {
      expect(related).not.toContain(name);
      for (const other of related) expect([...names, 'help']).toContain(other);
    }
  });

  test('every command shows at least two ways to call it', async () => {
    const few = (await everyCommand()).filter(({ command }) => command.examples.length < 2);

    expect(few.map(({ command }) => command.names[0])).toEqual([]);
  });

  test('a summary fits beside the name of the command in 80 columns', async () => {
    for (const { command } of await everyCommand())
      expect(command.summary.length).toBeLessThanOrEqual(58);
  });
});
