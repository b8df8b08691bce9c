import { type Environment, variable } from '../../io/environment.ts';

/** How to start a shell; see `ProcessOptions` for `verbatim`. */
export interface ShellCommand {
  readonly program: string;
  readonly args: readonly string[];
  readonly verbatim: boolean;
}

/**
 * A line for the system's shell: `/bin/sh`, or the command interpreter of Windows. That one is given the line
 * in one pair of quotes, which `/s` takes off again, and reads quotes within as its own do: not as other
 * programs would, with backslashes.
 */
export function shellCommand(environment: Environment, line: string): ShellCommand {
  if (environment.platform !== 'win32') {
    return { program: '/bin/sh', args: ['-c', line], verbatim: false };
  }
  const program = variable(environment, 'ComSpec') ?? 'cmd.exe';
  return { program, args: ['/d', '/s', '/c', `"${line}"`], verbatim: true };
}
