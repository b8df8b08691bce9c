import { followLink } from '../git/followLink.ts';
import type { TreeEntry } from '../git/GitClient.ts';
import type { CommitId, GitPin, Locator } from '../model/Locator.ts';
import type { SkillFile, SkillTree } from '../model/SkillTree.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import { SKILL_LIMITS } from '../model/limits.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { AcceptSkill, Fetcher } from './Fetcher.ts';
import type { GitObjects } from './GitObjects.ts';
import { assertNoSubmodules, entriesBelow } from './gitSkillEntries.ts';

/** Where a skill is in git: all that reading its bytes takes. */
export interface GitPlace {
  readonly url: string;
  readonly commit: CommitId;
  readonly path: string;
}

/** Reads skills from git objects: one tree a commit, and one request for the blobs of all its skills. */
export class GitFetcher implements Fetcher {
  readonly kind = 'git';
  readonly #objects: GitObjects;

  constructor(objects: GitObjects) {
    this.#objects = objects;
  }

  async fetch(
    locators: readonly Locator[],
    accept: AcceptSkill,
    signal?: AbortSignal,
  ): Promise<void> {
    await Promise.all(
      locators.map(async (locator) => {
        const tree = await this.open(locator, locator.pin as GitPin);
        signal?.throwIfAborted();
        await accept({ locator, tree });
      }),
    );
  }

  /** The files of the skill at a place, refused before any blob is asked for where its shape is wrong. */
  async open(locator: Locator, place: GitPlace): Promise<SkillTree> {
    const tree = await this.#objects.tree(place.url, place.commit);
    const entries = entriesBelow(tree, place.path);
    assertNoSubmodules(locator.id, entries);
    assertSkill(locator, place, entries);
    // Asked for together and now, so that the skills of one commit share a request.
    const blobs = new Map(
      entries.map(({ id }) => [id, this.#objects.blob(place.url, place.commit, id)]),
    );
    for (const blob of blobs.values()) blob.catch(() => undefined);
    return this.#files(locator, entries, blobs);
  }

  async *#files(
    locator: Locator,
    entries: readonly TreeEntry[],
    blobs: ReadonlyMap<string, Promise<Uint8Array>>,
  ): AsyncGenerator<SkillFile> {
    const read = async (id: string) => (await blobs.get(id)) ?? new Uint8Array();
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    for (const entry of entries) {
      const file = await followLink(entry, { id: locator.id, entries: byPath, read });
      const mode = file.mode === '100755' ? 0o755 : 0o644;
      yield { path: entry.path, mode, bytes: await read(file.id) };
    }
    this.#objects.release(blobs.keys());
  }
}

function assertSkill(locator: Locator, place: GitPlace, entries: readonly TreeEntry[]): void {
  const where = `\`${place.url}\`${place.path === '' ? '' : ` at \`${place.path}\``}`;
  if (!entries.some((entry) => entry.path === SKILL_FILE)) {
    throw new PaksError('NOT_A_SKILL', {
      message: `\`${locator.id}\`: ${where} holds no \`${SKILL_FILE}\` in commit \`${place.commit.slice(0, 7)}\``,
      hint: 'check the `path`, and that the file is named exactly `SKILL.md`',
    });
  }
  if (entries.length > SKILL_LIMITS.files) {
    throw new PaksError('LIMIT_EXCEEDED', {
      message: `\`${locator.id}\` holds ${entries.length} files; a skill may hold ${SKILL_LIMITS.files}`,
      hint: 'check the `path`, or ask its author to split the skill',
      data: { id: locator.id, limit: SKILL_LIMITS.files, actual: entries.length },
    });
  }
}
