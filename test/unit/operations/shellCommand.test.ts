import { describe, expect, test } from '@jest/globals';
import { shellCommand } from '../../../src/operations/hooks/shellCommand.ts';

const LINE = 'node "my tools/after install.js" && echo "done"';

describe('a line for the shell of the system', () => {
  test('is one argument of /bin/sh', () => {
    const environment = { platform: 'linux', home: '/home/me', variables: {} } as const;
    expect(shellCommand(environment, LINE)).toEqual({
      program: '/bin/sh',
      args: ['-c', LINE],
      verbatim: false,
    });
  });

  test('reaches the interpreter of Windows with its quotes as they were written', () => {
    const variables = { ComSpec: 'C:\\Windows\\system32\\cmd.exe' };
    const environment = { platform: 'win32', home: 'C:\\Users\\me', variables } as const;
    const { program, args, verbatim } = shellCommand(environment, LINE);
    expect(program).toBe(variables.ComSpec);
    expect(args.join(' ')).toBe(`/d /s /c "${LINE}"`);
    expect(verbatim).toBe(true);
  });
});
