import pLimit from 'p-limit';
import { PaksError } from '../errors/PaksError.ts';
import { readArchive } from '../io/archive.ts';
import type { Locator, RegistryPin } from '../model/Locator.ts';
import type { SkillTree } from '../model/SkillTree.ts';
import type { AcceptSkill, Fetcher } from './Fetcher.ts';
import type { GitFetcher } from './GitFetcher.ts';
import type { FindRegistry } from './RegistryReader.ts';

const PARALLEL_DOWNLOADS = 16;

/** Reads archives of registries; where a registry has none, the same content from git at the commit. */
export class RegistryFetcher implements Fetcher {
  readonly kind = 'registry';
  readonly #find: FindRegistry;
  readonly #git: GitFetcher;

  constructor(find: FindRegistry, git: GitFetcher) {
    this.#find = find;
    this.#git = git;
  }

  async fetch(
    locators: readonly Locator[],
    accept: AcceptSkill,
    signal?: AbortSignal,
  ): Promise<void> {
    const limit = pLimit(PARALLEL_DOWNLOADS);
    await Promise.all(
      locators.map((locator) =>
        limit(async () => {
          signal?.throwIfAborted();
          await accept({ locator, tree: await this.#open(locator, signal) });
        }),
      ),
    );
  }

  async #open(locator: Locator, signal?: AbortSignal): Promise<SkillTree> {
    const pin = locator.pin as RegistryPin;
    const client = await this.#find(pin.registry);
    const archive = await client.archive(locator.id, locator.version, signal);
    if (archive !== null) return readArchive(archive);
    const { repository, commit, path } = pin;
    if (repository === undefined || commit === undefined) throw noBytes(locator, pin);
    return this.#git.open(locator, { url: repository, commit, path: path ?? '' });
  }
}

function noBytes(locator: Locator, pin: RegistryPin): PaksError {
  return new PaksError('REGISTRY_ANSWER_INVALID', {
    message: `registry \`${pin.registry}\` has no archive of \`${locator.id}@${locator.version}\` and names no repository`,
    hint: 'ask whoever runs the registry to index that version again',
  });
}
