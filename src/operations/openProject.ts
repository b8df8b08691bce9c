import { PaksError } from '../errors/PaksError.ts';
import { findProjectRoot } from '../project/findProject.ts';
import { loadProject, projectPlace } from '../project/loadProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import type { Services } from './Services.ts';

/**
 * The project of the working directory, or the global one. Throws `MANIFEST_MISSING` where no
 * `paks.toml` is here or above.
 */
export function findPlace(services: Services, global: boolean): ProjectPlace {
  if (global) return globalPlace(services);
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  if (root !== null) return projectPlace(root, 'project');
  throw new PaksError('MANIFEST_MISSING', {
    message: `there is no \`paks.toml\` in \`${services.workingDirectory}\` or above it`,
    hint: 'start one with `paks init --project`, or work on your personal skills with `-g`',
  });
}

/** Where a skill is added: the project at hand, else the user's own skills. */
export function findPlaceOrGlobal(services: Services, global: boolean): ProjectPlace {
  if (global) return globalPlace(services);
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  return root === null ? globalPlace(services) : projectPlace(root, 'project');
}

/** Reads the project at a place. */
export function openProject(services: Services, place: ProjectPlace): Project {
  return loadProject(services.fileSystem, place, services.config.defaultRegistry);
}

function globalPlace(services: Services): ProjectPlace {
  return projectPlace(services.config.globalDirectory, 'global');
}
