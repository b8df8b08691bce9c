import type { FileSystem } from '../io/FileSystem.ts';
import type { GitUrl } from '../model/GitUrl.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Blob, CommitTree, GitClient, RemoteReference } from './GitClient.ts';
import { GitConversation } from './GitConversation.ts';
import { parseTreeListing } from './gitOutput.ts';
import type { GitProgram } from './GitProgram.ts';
import { transportSettings } from './gitSettings.ts';
import { parseCommit } from './protocol/commitTree.ts';
import { isWanted } from './protocol/lsRefs.ts';
import { makeTemporaryRepository } from './temporaryRepository.ts';

/** What a {@link SystemGit} works with. */
export interface SystemGitOptions {
  readonly program: GitProgram;
  readonly fs: FileSystem;
  readonly temporaryDirectory: string;
}

const LISTING_BYTES = 256 * 1024 * 1024;

/**
 * Reads remotes by the git program: ssh and file addresses, or all of them where the user wants it.
 * Each question gets a bare repository of its own, removed with the answer; objects are read from the
 * object database, never checked out (threat T08).
 */
export class SystemGit implements GitClient {
  readonly #options: SystemGitOptions;

  constructor(options: SystemGitOptions) {
    this.#options = options;
  }

  async references(url: string, prefixes: readonly string[]): Promise<readonly RemoteReference[]> {
    return await this.#with(url, async (conversation) => {
      return (await conversation.listRemote(kindsOf(prefixes))).references.filter(({ name }) =>
        isWanted(name, prefixes),
      );
    });
  }

  async tree(url: string, commit: CommitId): Promise<CommitTree> {
    return await this.#with(url, async (conversation) => {
      await conversation.fetchCommit(commit, ['--filter=blob:none']);
      const { committedAt } = parseCommit(await conversation.git(['cat-file', 'commit', commit]));
      const listing = await conversation.git(['ls-tree', '-r', '-z', '--full-tree', commit], {
        maxOutputBytes: LISTING_BYTES,
      });
      return { commit, committedAt, entries: parseTreeListing(listing) };
    });
  }

  async *blobs(url: string, commit: CommitId, ids: readonly string[]): AsyncGenerator<Blob> {
    if (ids.length === 0) return;
    const conversation = await this.#open(url);
    try {
      await conversation.fetchBlobs(commit, ids);
      yield* conversation.readBlobs(ids);
    } finally {
      conversation.close();
    }
  }

  async #with<Answer>(
    url: string,
    action: (conversation: GitConversation) => Promise<Answer>,
  ): Promise<Answer> {
    const conversation = await this.#open(url);
    try {
      return await action(conversation);
    } finally {
      conversation.close();
    }
  }

  async #open(url: string): Promise<GitConversation> {
    const { program, fs, temporaryDirectory } = this.#options;
    const settings = transportSettings(await program.userSettings());
    const repository = makeTemporaryRepository(fs, temporaryDirectory, {
      url: url as GitUrl,
      settings,
    });
    const asksItself = settings.some(({ key }) => key === 'core.sshcommand');
    return new GitConversation(url, program, { repository, asksItself });
  }
}

/** Narrower questions for the common prefixes; the answer is filtered anyway. */
function kindsOf(prefixes: readonly string[]): readonly string[] {
  if (prefixes.every((prefix) => prefix.startsWith('refs/tags/'))) return ['--tags'];
  if (prefixes.every((prefix) => prefix.startsWith('refs/heads/'))) return ['--heads'];
  return [];
}
