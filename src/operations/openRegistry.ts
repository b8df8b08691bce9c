import type { RegistryClient } from '../registry/RegistryClient.ts';
import { findPlaceOrGlobal } from './findPlace.ts';
import { openProject } from './openProject.ts';
import type { Services } from './Services.ts';

/**
 * The registry of a command that needs no project: the one `--registry` names, else the default one,
 * with the addresses that a project here gives. Throws `REGISTRY_UNKNOWN`.
 */
export async function openRegistry(services: Services): Promise<RegistryClient> {
  const { manifest } = openProject(services, findPlaceOrGlobal(services, false));
  const { config, findRegistry } = await services.forProject(manifest);
  return findRegistry(services.options.registry ?? config.defaultRegistry);
}
