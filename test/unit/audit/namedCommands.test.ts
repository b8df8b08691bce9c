import { describe, expect, test } from '@jest/globals';
import { commandsInMarkdown, commandsInScript } from '../../../src/audit/namedCommands.ts';

describe('commands that a text names', () => {
  test('in shell blocks of Markdown: past prompts, pipes, assignments and wrappers', () => {
    const text = [
      'Run `ls` if you like.',
      '```bash',
      '$ FOO=1 sudo apt-get install -y jq | tee log && curl https://x.test',
      'if command -v node; then node a.js; fi',
      '```',
      '```json',
      '{ "not": "a command" }',
      '```',
      '```',
      '$ git status',
      'On branch main',
      '```',
    ].join('\n');

    expect(commandsInMarkdown(text)).toEqual([
      'apt-get',
      'command',
      'curl',
      'git',
      'node',
      'sudo',
      'tee',
    ]);
  });

  test('in scripts, whose comments do not count', () => {
    expect(commandsInScript('#!/bin/sh\n# rm -rf\nset -e\ncd /tmp; ./run.sh\n')).toEqual([
      './run.sh',
    ]);
  });

  test('T05: an endless line and endless commands are bounded', () => {
    const lines = Array.from({ length: 3_000 }, (_, index) => `cmd${index}`).join('\n');

    expect(commandsInScript(lines)).toHaveLength(500);
    expect(commandsInScript(`a${' |b'.repeat(1_000_000)}`)).toEqual(['a', 'b']);
  });
});
