import { PaksError } from '../errors/PaksError.ts';
import { findProjectRoot, projectPlace } from '../project/findProject.ts';
import type { ProjectPlace } from '../project/Project.ts';
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

function globalPlace(services: Services): ProjectPlace {
  return projectPlace(services.config.globalDirectory, 'global');
}
