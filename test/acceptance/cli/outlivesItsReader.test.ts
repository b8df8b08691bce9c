import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { buildCommandLine } from '../../helpers/buildCommandLine.ts';
import { temporaryFolders } from '../../helpers/temporaryFolder.ts';

const temporaryFolder = temporaryFolders();

/** Runs a line of the shell in which `paks` is the built command line. */
function shell(line: string) {
  const { entry } = buildCommandLine();
  const home = temporaryFolder();
  return spawnSync(
    '/bin/sh',
    ['-c', `paks() { "${process.execPath}" "${entry}" "$@"; }; ${line}`],
    {
      cwd: home,
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: home },
    },
  );
}

describe('output that nobody takes', () => {
  test('a reader that has seen enough makes no failure', () => {
    for (const command of ['agent list --json', '--version', 'frobnicate']) {
      const run = shell(`{ sleep 0.2; paks ${command}; echo "$?" >&2; } | true`);
      expect(run.stderr.split('\n').filter((line) => /EPIPE|^ +at |Unhandled/.test(line))).toEqual(
        [],
      );
      expect(run.stderr).toMatch(command === 'frobnicate' ? /^2$/m : /^0$/m);
    }
  });

  const full = existsSync('/dev/full') ? test : test.skip;
  full('a full disk fails in one line', () => {
    for (const command of ['agent list --json', '--version']) {
      const run = shell(`paks ${command} > /dev/full`);
      expect(run.status).toBe(1);
      expect(run.stderr).toMatch(/^error: what was to be printed cannot be written: ENOSPC.*\n$/);
    }
  });
});
