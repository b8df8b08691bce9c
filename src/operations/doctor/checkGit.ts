import { printable } from '../../errors/printable.ts';
import { variable } from '../../io/environment.ts';
import { runProcess } from '../../io/runProcess.ts';
import type { Services } from '../Services.ts';
import type { Diagnosis } from './Diagnosis.ts';

/** The first git with protocol version 2 by default (release notes of 2.26) and `clone --filter`. */
const OLDEST = [2, 26];
const MOST_OUTPUT = 64 * 1024;
/** Milliseconds. */
const LONGEST = 10_000;

/** Is there a git, and is it new enough. Most of Paks works without one. */
export async function checkGit({ environment }: Services): Promise<readonly Diagnosis[]> {
  const ended = await runProcess('git', {
    args: ['--version'],
    environment: { PATH: variable(environment, 'PATH') },
    directory: '/',
    maxOutputBytes: MOST_OUTPUT,
    timeout: LONGEST,
  });
  if (ended.kind !== 'exited' || ended.status !== 0) {
    return [
      {
        check: 'git',
        status: 'advice',
        message:
          'there is no `git` program: SSH sources, credential helpers and `paks publish` need it',
        hint: 'install git 2.26 or newer; everything over https works without it',
      },
    ];
  }
  const said = printable(new TextDecoder().decode(ended.output).trim());
  const [, major = '0', minor = '0'] = /(\d+)\.(\d+)/.exec(said) ?? [];
  const isOld = Number(major) * 1000 + Number(minor) < (OLDEST[0] ?? 0) * 1000 + (OLDEST[1] ?? 0);
  if (!isOld) return [{ check: 'git', status: 'ok', message: said }];
  const hint = `install git ${OLDEST.join('.')} or newer`;
  return [{ check: 'git', status: 'advice', message: `${said} is old`, hint }];
}
