import { requireToken } from '../../auth/requireToken.ts';
import type { Config } from '../../config/Config.ts';
import { isPaksError, PaksError } from '../../errors/PaksError.ts';
import type { FindRegistry } from '../../fetchers/RegistryReader.ts';
import type { Integrity } from '../../model/Integrity.ts';
import type { Version } from '../../model/Range.ts';
import { isSkillId, qualifiedName } from '../../model/SkillId.ts';
import type { SkillMetadata } from '../../model/SkillMetadata.ts';
import type { RegistryName } from '../../model/Source.ts';
import type { RegistryClient } from '../../registry/RegistryClient.ts';
import { findPlaceOrGlobal } from '../findPlace.ts';
import { openProject } from '../openProject.ts';
import type { Services } from '../Services.ts';

/** The registry of a release, and who publishes to it. */
export interface PublishingRegistry {
  readonly name: RegistryName;
  /** Whose skill it becomes. */
  readonly account: string;
  readonly client: RegistryClient;
}

/** Finds the registries that can be published to, with the addresses of a project here. */
export async function openRegistries(
  services: Services,
): Promise<{ readonly config: Config; readonly findRegistry: FindRegistry }> {
  const { manifest } = openProject(services, findPlaceOrGlobal(services, false));
  return await services.forProject(manifest, { fresh: true });
}

/**
 * The registry that `--registry` names, else the default one, and whose the token for it is. Throws
 * `AUTH_REQUIRED`, `TOKEN_INVALID`, `TOKEN_EXPIRED`, `REGISTRY_UNKNOWN` or a network code: all of it
 * before anything is changed.
 */
export async function openPublishing(
  services: Services,
  account: string | null,
): Promise<PublishingRegistry> {
  const { config, findRegistry } = await openRegistries(services);
  const name = services.options.registry ?? config.defaultRegistry;
  const client = await findRegistry(name);
  const registry = config.registries.get(name);
  const { tokens, authApi } = await services.accounts();
  if (registry === undefined) return { name, account: account ?? '', client };
  const token = await requireToken(tokens, registry);
  const { username } = await authApi(registry).verify(token);
  return { name, account: account ?? username, client };
}

/** The content that a registry has of this very version; null for none. */
export async function indexedContent(
  { client, account }: PublishingRegistry,
  name: string,
  version: Version,
): Promise<Integrity | null> {
  const id = `${account}/${name}`;
  if (!isSkillId(id)) return null;
  try {
    const versions = await client.versions(id);
    return versions.find((known) => known.version === version)?.integrity ?? null;
  } catch (error) {
    if (isPaksError(error) && error.code === 'SKILL_NOT_FOUND') return null;
    throw error;
  }
}

/** Throws `VALIDATION_FAILED` for a dependency that no registry can record. */
export function refuseForeignDependencies({ dependencies }: SkillMetadata): void {
  const foreign = dependencies.find(
    ({ id, source }) => source.kind !== 'registry' || qualifiedName(id) === null,
  );
  if (foreign === undefined) return;
  throw new PaksError('VALIDATION_FAILED', {
    message: `the skill depends on \`${foreign.id}\`, which is not a registry's skill`,
    hint: 'depend on `account/name` with a range; or release without a registry: `--skip-registry`',
    data: { dependency: foreign.id },
  });
}
