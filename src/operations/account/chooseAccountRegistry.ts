import type { Registry } from '../../config/Registry.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { findPlaceOrGlobal } from '../findPlace.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';

/**
 * The registry that `--registry` names, else the default one, to sign in or out of. The user's own
 * settings decide; a project's `paks.toml` is asked only for a name that they do not know, so that it
 * cannot give a known name another address (threat T15). Throws `REGISTRY_UNKNOWN`.
 */
export async function chooseAccountRegistry(services: Services): Promise<Registry> {
  const { config, options } = services;
  const name = options.registry ?? config.defaultRegistry;
  const own = config.registries.get(name);
  if (own !== undefined) return own;
  const { manifest } = openProject(services, findPlaceOrGlobal(services, false));
  const project = await services.forProject(manifest);
  await project.findRegistry(name);
  const registry = project.config.registries.get(name);
  if (registry !== undefined) return registry;
  throw new PaksError('REGISTRY_UNKNOWN', { message: `there is no registry \`${name}\`` });
}
