import type { Registry } from '../../config/Registry.ts';
import { describeFailure } from '../../errors/describeFailure.ts';
import type { Manifest } from '../../model/Manifest.ts';
import type { Services } from '../Services.ts';
import type { Diagnosis } from './Diagnosis.ts';

/** Does every registry that is configured answer: one request each, none offline. */
export async function checkRegistries(
  services: Services,
  manifest: Manifest,
): Promise<readonly Diagnosis[]> {
  const { config, findRegistry } = await services.forProject(manifest);
  if (config.offline) {
    return [{ check: 'registries', status: 'skipped', message: 'not asked: offline' }];
  }
  const ask = async ({ name, url }: Registry): Promise<Diagnosis> => {
    try {
      const version = await (await findRegistry(name)).health();
      const message = `\`${name}\` answers at ${url} (version ${version})`;
      return { check: 'registries', status: 'ok', message };
    } catch (error) {
      const { message, hint } = describeFailure(error);
      return { check: 'registries', status: 'problem', message: `\`${name}\`: ${message}`, hint };
    }
  };
  return Promise.all([...config.registries.values()].map(ask));
}
