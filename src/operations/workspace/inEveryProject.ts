import { relative, sep } from 'node:path';
import type { ExitCode } from '../../errors/catalog.ts';
import { describeFailure } from '../../errors/describeFailure.ts';
import type { Services } from '../Services.ts';
import { findProjects } from './findProjects.ts';
import type { ProjectOutcome, RecursiveResult } from './RecursiveResult.ts';
import { shareRegistries } from './shareRegistries.ts';

/** What is done in each project. */
export interface Visit<Result> {
  /** Stop after the first project that does not end well. */
  readonly bail: boolean;
  /** Runs in one project: the services' working directory is its own. */
  readonly run: (services: Services) => Promise<Result>;
  /** How a run with this result ends. */
  readonly exitCode: (result: Result) => ExitCode;
}

/**
 * Does the same in every project at or below the working directory, one after the other, with one
 * session: one store, one network, each registry asked once. What fails in one project does not keep
 * the others from running. Throws what `findProjects` throws, and when the person interrupts.
 */
export async function inEveryProject<Result>(
  services: Services,
  visit: Visit<Result>,
): Promise<RecursiveResult<Result>> {
  const root = services.workingDirectory;
  const shared = shareRegistries(services);
  const places = findProjects(services.fileSystem, root).map((place) => ({
    place,
    project: relative(root, place).split(sep).join('/') || '.',
  }));
  const projects: ProjectOutcome<Result>[] = [];
  for (const { place, project } of places) {
    const outcome = await runIn({ ...shared, workingDirectory: place }, project, visit);
    projects.push(outcome);
    if (visit.bail && outcome.exit !== 0) break;
  }
  return { root, projects, left: places.slice(projects.length).map(({ project }) => project) };
}

async function runIn<Result>(
  services: Services,
  project: string,
  { run, exitCode }: Visit<Result>,
): Promise<ProjectOutcome<Result>> {
  try {
    const result = await run(services);
    return { project, ok: true, exit: exitCode(result), result };
  } catch (thrown) {
    const { stack: _stack, ...error } = describeFailure(thrown);
    if (services.signal.aborted || error.code === 'INTERRUPTED') throw thrown;
    return { project, ok: false, exit: error.exit, error };
  }
}

/** How the whole ends: as the first project that did not end well. */
export function recursiveExit<Result>({ projects }: RecursiveResult<Result>): ExitCode {
  return projects.find(({ exit }) => exit !== 0)?.exit ?? 0;
}
