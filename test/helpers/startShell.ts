import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildCommandLine } from './buildCommandLine.ts';

/** A shell that knows `paks`, as built. */
export interface TestShell {
  /** Runs a script in the shell and returns what it printed, on stdout. */
  run(script: string): string;
}

/** True where the shell is there; where `PAKS_TEST_SHELLS=require` says it is, its absence throws. */
export function hasShell(program: string): boolean {
  const found = spawnSync(program, ['-c', 'exit 0']).status === 0;
  if (!found && process.env['PAKS_TEST_SHELLS'] === 'require') {
    throw new Error(`there is no ${program}, and PAKS_TEST_SHELLS says that there is`);
  }
  return found;
}

/** Opens a shell without the person's own settings in a directory, with `paks` on its path. */
export function startShell(command: readonly string[], directory: string): TestShell {
  const { entry } = buildCommandLine();
  const programs = join(directory, '.programs');
  const home = join(directory, '.home');
  mkdirSync(programs, { recursive: true });
  mkdirSync(home, { recursive: true });
  const paks = join(programs, 'paks');
  writeFileSync(paks, `#!/bin/sh\nexec "${process.execPath}" "${entry}" "$@"\n`);
  chmodSync(paks, 0o755);
  const [program = '', ...args] = command;
  const env = { PATH: `${programs}:${process.env['PATH'] ?? ''}`, HOME: home, TERM: 'xterm' };
  return {
    run: (script) => {
      const ended = spawnSync(program, [...args, script], {
        cwd: directory,
        env,
        encoding: 'utf8',
        timeout: 20_000,
      });
      return ended.stdout;
    },
  };
}
