import { findPlace } from './findPlace.ts';
import { openProject } from './openProject.ts';
import { idsToCheck } from './outdated/idsToCheck.ts';
import type { OutdatedProblem, OutdatedResult } from './outdated/OutdatedResult.ts';
import { presentLock } from './presentLock.ts';
import type { Services } from './Services.ts';

/** What `paks outdated` was asked for. */
export interface OutdatedInput {
  /** Skills by name; none for all. */
  readonly names: readonly string[];
  readonly global: boolean;
  /** Only what these groups ask for; none for everything. */
  readonly groups: readonly string[] | 'all';
}

/**
 * Compares the lock with what registries and repositories offer now, asked afresh. Writes nothing but
 * caches. Throws `LOCKFILE_MISSING` and `LOCKFILE_CONFLICT`; what goes wrong with single sources is in
 * the result.
 */
export async function outdated(input: OutdatedInput, services: Services): Promise<OutdatedResult> {
  const place = findPlace(services, input.global);
  const project = openProject(services, place);
  const { manifest } = project;
  const ids = idsToCheck(project, input);
  if (ids.size === 0) return { root: place.root, skills: [], problems: [] };
  presentLock(project, 'compare with what is offered');
  const { createSources } = await import('./Sources.ts');
  const { checkSkills } = await import('./outdated/checkSkills.ts');
  const sources = await createSources(services, {
    place,
    manifest,
    allowInvalid: false,
    fresh: true,
  });
  const { skills, problems } = await checkSkills(services, { project, sources, ids });
  for (const { code, message, hint } of togetherWhereOffline(problems)) {
    services.reporter.report({ type: 'warning', code, message, hint });
  }
  return { root: place.root, skills, problems };
}

/** Being offline is one thing to tell, however many cannot be asked. */
function togetherWhereOffline(
  problems: readonly OutdatedProblem[],
): readonly Omit<OutdatedProblem, 'skills'>[] {
  const offline = problems.filter(({ code }) => code === 'OFFLINE');
  if (offline.length < 2) return problems;
  const message = `${offline.length} sources are not in the caches, and Paks is offline`;
  const hint = 'run the command again without `--offline` (or `PAKS_OFFLINE`)';
  return [...problems.filter(({ code }) => code !== 'OFFLINE'), { code: 'OFFLINE', message, hint }];
}
