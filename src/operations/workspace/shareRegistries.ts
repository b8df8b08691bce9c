import type { FindRegistry } from '../../fetchers/RegistryReader.ts';
import type { SkillId } from '../../model/SkillId.ts';
import type { RegistryClient } from '../../registry/RegistryClient.ts';
import type { ListedVersion } from '../../registry/SkillRecord.ts';
import type { ProjectServices, Services } from '../Services.ts';

/**
 * The same services, but what a registry said of a skill is not asked again for another project:
 * registries count as one only where their address and how they are asked are the same.
 */
export function shareRegistries(services: Services): Services {
  const clients = new Map<string, RegistryClient>();
  return {
    ...services,
    forProject: async (manifest, options) => {
      const project = await services.forProject(manifest, options);
      return { ...project, findRegistry: sharing(project, options?.fresh === true, clients) };
    },
  };
}

function sharing(
  { config, findRegistry }: ProjectServices,
  fresh: boolean,
  clients: Map<string, RegistryClient>,
): FindRegistry {
  return async (name) => {
    const { origin: _origin, ...registry } = config.registries.get(name) ?? { origin: null };
    const key = JSON.stringify([registry, fresh]);
    const known = clients.get(key);
    if (known !== undefined) return known;
    const client = remembering(await findRegistry(name));
    clients.set(key, client);
    return client;
  };
}

/** A client that asks once for the versions of a skill; a failure is not remembered. */
function remembering(client: RegistryClient): RegistryClient {
  const answers = new Map<SkillId, Promise<readonly ListedVersion[]>>();
  return {
    name: client.name,
    versions: (id) => {
      const known = answers.get(id);
      if (known !== undefined) return known;
      const answer = client.versions(id).catch((error: unknown) => {
        answers.delete(id);
        throw error;
      });
      answers.set(id, answer);
      return answer;
    },
    skill: (id) => client.skill(id),
    version: (id, version) => client.version(id, version),
    search: (query) => client.search(query),
    archive: (id, version, signal) => client.archive(id, version, signal),
    health: () => client.health(),
    setYanked: (id, version, change) => client.setYanked(id, version, change),
    index: (release) => client.index(release),
  };
}
