import { PaksError } from '../../errors/PaksError.ts';
import type { ProjectPlace } from '../../project/Project.ts';
import type { ApplyOptions } from '../ApplyOptions.ts';
import type { InstallResult } from '../InstallResult.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';
import { scriptEnvironment } from './scriptEnvironment.ts';
import { shellCommand } from './shellCommand.ts';

const EVENT = 'post-install';

/** Which project was changed, how, and with which result. */
export interface FinishedInstall {
  readonly place: ProjectPlace;
  readonly options: ApplyOptions;
  readonly result: InstallResult;
}

/**
 * Runs the project's own `post-install` command of `[scripts]` where an install changed a directory;
 * to be called when the project's lock is free again, because the command may start Paks itself.
 * Nothing that a skill contains is run. Throws `SCRIPT_FAILED`; what was installed stays.
 */
export async function afterInstall(
  services: Services,
  { place, options, result }: FinishedInstall,
): Promise<void> {
  if (options.ignoreScripts === true || result.dryRun) return;
  if (result.directories.every(({ kind }) => kind === 'kept')) return;
  const command = openProject(services, place).manifest.scripts.get(EVENT);
  if (command !== undefined) await runCommand(services, place, command);
}

async function runCommand(services: Services, place: ProjectPlace, command: string): Promise<void> {
  const { environment } = services;
  const { runReported } = await import('./runReported.ts');
  const ended = await runReported(services, {
    ...shellCommand(environment, command),
    name: EVENT,
    command,
    environment: scriptEnvironment(environment, EVENT),
    directory: place.root,
    timeout: LONGEST,
  });
  if (ended.kind === 'exited' && ended.status === 0) return;
  if (ended.kind === 'aborted') throw new PaksError('INTERRUPTED', { message: 'interrupted' });
  const status = ended.kind === 'exited' ? ended.status : null;
  throw new PaksError('SCRIPT_FAILED', {
    message: `the \`${EVENT}\` command of \`paks.toml\` ${describeEnd(ended.kind, status)}`,
    hint: `the skills are installed; mend \`${command}\`, or leave it out with \`--ignore-scripts\``,
    data: { event: EVENT, command, status },
  });
}

/** Milliseconds; a command that needs more is one that waits for an answer. */
const LONGEST = 30 * 60_000;

function describeEnd(kind: string, status: number | null): string {
  if (kind === 'timeout') return 'did not end within 30 minutes';
  if (kind === 'missing') return 'found no shell to run in';
  return status === null ? 'was ended by a signal' : `ended with ${status}`;
}
