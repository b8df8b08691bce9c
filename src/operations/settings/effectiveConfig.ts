import type { Config } from '../../config/Config.ts';
import { withProject } from '../../config/withProject.ts';
import { findProjectRoot, projectPlace } from '../../project/findProject.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';

/** The settings that hold in the working directory: the user's, with what the project there says. */
export function effectiveConfig(services: Services): Config {
  const root = findProjectRoot(services.fileSystem, services.workingDirectory);
  if (root === null) return services.config;
  const { manifest } = openProject(services, projectPlace(root, 'project'));
  return withProject(services.config, manifest);
}
