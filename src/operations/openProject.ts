import { loadProject } from '../project/loadProject.ts';
import type { Project, ProjectPlace } from '../project/Project.ts';
import type { Services } from './Services.ts';

/** Reads the project at a place. */
export function openProject(services: Services, place: ProjectPlace): Project {
  return loadProject(services.fileSystem, place, services.config.defaultRegistry);
}
