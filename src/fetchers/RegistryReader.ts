import { PaksError } from '../errors/PaksError.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import type { SkillId } from '../model/SkillId.ts';
import type { RegistryName, RegistrySource } from '../model/Source.ts';
import type { RegistryClient } from '../registry/RegistryClient.ts';
import type { RegistryVersion } from '../registry/RegistryVersion.ts';
import { isUnknownName, withNearName } from '../registry/nearName.ts';
import type { Candidate } from '../resolver/Provider.ts';
import type { SourceReader } from './SourceReader.ts';

/** Finds the client of a registry by name. Throws `REGISTRY_UNKNOWN`. */
export type FindRegistry = (name: RegistryName) => Promise<RegistryClient>;

/** Reads registries: one request per skill answers everything the resolver asks. */
export class RegistryReader implements SourceReader<RegistrySource> {
  readonly #find: FindRegistry;
  readonly #answers = new Map<string, Promise<readonly RegistryVersion[]>>();
  #hasSuggested = false;

  constructor(find: FindRegistry) {
    this.#find = find;
  }

  async candidates(id: SkillId, source: RegistrySource): Promise<readonly Candidate[]> {
    const versions = await this.#versions(id, source);
    return versions.map((entry) => ({
      version: entry.version,
      yanked: entry.yanked,
      publishedAt: entry.publishedAt,
      dependencies: dependenciesOf(entry, source),
    }));
  }

  async dependencies(
    id: SkillId,
    version: Version,
    source: RegistrySource,
  ): Promise<readonly Dependency[]> {
    return dependenciesOf(await this.#version(id, version, source), source);
  }

  async locate(id: SkillId, version: Version, source: RegistrySource): Promise<Locator> {
    const { repository, tag, commit, path, integrity } = await this.#version(id, version, source);
    const pin = {
      kind: 'registry',
      registry: source.registry,
      repository,
      tag,
      commit,
      path,
    } as const;
    return { id, version, pin, integrity };
  }

  #versions(id: SkillId, source: RegistrySource): Promise<readonly RegistryVersion[]> {
    const key = `${source.registry} ${id}`;
    let answer = this.#answers.get(key);
    if (answer === undefined) {
      answer = this.#find(source.registry).then((client) => this.#ask(id, client));
      this.#answers.set(key, answer);
    }
    return answer;
  }

  /** Of the first name that is not known a near one is looked for, with one more request. */
  async #ask(id: SkillId, client: RegistryClient): Promise<readonly RegistryVersion[]> {
    try {
      return await client.versions(id);
    } catch (error) {
      if (!isUnknownName(error) || this.#hasSuggested) throw error;
      this.#hasSuggested = true;
      throw await withNearName(error, id, client);
    }
  }

  async #version(id: SkillId, version: Version, source: RegistrySource): Promise<RegistryVersion> {
    const versions = await this.#versions(id, source);
    const found = versions.find((entry) => entry.version === version);
    if (found !== undefined) return found;
    throw new PaksError('SKILL_NOT_FOUND', {
      message: `registry \`${source.registry}\` has no version \`${version}\` of \`${id}\``,
    });
  }
}

/** A registry's skills depend on skills of the same registry: never on the highest of all (T22). */
function dependenciesOf(entry: RegistryVersion, source: RegistrySource): readonly Dependency[] {
  return [...entry.dependencies]
    .map(([id, range]) => ({ id, range, source }))
    .sort((left, right) => (left.id < right.id ? -1 : 1));
}
