import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { INPUT_LIMITS, SKILL_LIMITS } from '../model/limits.ts';
import type { CommitId } from '../model/Locator.ts';
import type { Blob } from './GitClient.ts';
import { explainGitFailure } from './gitFailure.ts';
import { parseBlobs, parseRemoteListing, type RemoteListing } from './gitOutput.ts';
import { type GitProgram, type GitRun, gitMissing } from './GitProgram.ts';
import { fileTooLarge } from './fileTooLarge.ts';
import { protocolError } from './protocol/protocolError.ts';
import type { TemporaryRepository } from './temporaryRepository.ts';

const FETCH = ['fetch', '--quiet', '--no-tags', '--no-write-fetch-head'];
const BATCH_BYTES = 32 * 1024 * 1024;
const WATCH_INTERVAL = 200;

/**
 * One remote and one empty repository of our own, for as long as one question takes. `close` removes
 * the repository, so it is always called.
 */
export class GitConversation {
  readonly #url: string;
  readonly #program: GitProgram;
  readonly #repository: TemporaryRepository;
  readonly #variables: Readonly<Record<string, string>>;

  constructor(
    url: string,
    program: GitProgram,
    { repository, asksItself }: { repository: TemporaryRepository; asksItself: boolean },
  ) {
    this.#url = url;
    this.#program = program;
    this.#repository = repository;
    const silent = !program.isInteractive && !asksItself && !program.hasOwnSsh;
    this.#variables = silent
      ? { ...repository.variables, GIT_SSH_COMMAND: 'ssh -o BatchMode=yes' }
      : repository.variables;
  }

  close(): void {
    this.#repository.remove();
  }

  async listRemote(kinds: readonly string[]): Promise<RemoteListing> {
    const args = ['ls-remote', '--symref', ...kinds, '--', 'origin'];
    const run = { maxOutputBytes: INPUT_LIMITS.referencesBytes };
    const listing = await this.git(args, run);
    if (listing.length === 0 && this.#url.startsWith('http')) await this.#checkIsGit(args);
    return parseRemoteListing(Buffer.from(listing).toString('utf8'));
  }

  /** Git takes any web page for an empty repository of the oldest kind; a true one talks in packets. */
  async #checkIsGit(args: readonly string[]): Promise<void> {
    const variables = { ...this.#variables, GIT_TRACE_PACKET: '1' };
    const result = await this.#program.runIsolated(args, { variables });
    if (result.kind === 'exited' && result.problems.includes('packet:')) return;
    throw new PaksError('REPOSITORY_UNREACHABLE', {
      message: `\`${this.#url}\` did not answer as a git server does`,
      hint: 'check the address, and that no sign-in page of the network answers in its place',
    });
  }

  /** A commit by its id or, where the server gives only what it advertises, by a name it has there. */
  async fetchCommit(commit: CommitId, filter: readonly string[]): Promise<void> {
    const fetch = [...FETCH, '--depth=1', ...filter, '--', 'origin'];
    try {
      await this.#fetch([...fetch, commit]);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      const { names } = await this.listRemote([]);
      const name = names.get(commit);
      if (name === undefined) throw error;
      await this.#fetch([...fetch, name]);
    }
  }

  /** The blobs alone, or, where the server refuses that, all of the commit. */
  async fetchBlobs(commit: CommitId, ids: readonly string[]): Promise<void> {
    const wanted = `${ids.join('\n')}\n`;
    const alone = [...FETCH, '--filter=blob:none', '--stdin', '--', 'origin'];
    try {
      await this.#fetch(alone, wanted);
    } catch (error) {
      if (!isRefusal(error)) throw error;
      await this.fetchCommit(commit, ['--no-filter']);
    }
  }

  async *readBlobs(ids: readonly string[]): AsyncGenerator<Blob> {
    const check = await this.git(['cat-file', '--batch-check'], { input: `${ids.join('\n')}\n` });
    let batch: string[] = [];
    let size = 0;
    for (const line of Buffer.from(check).toString('utf8').trim().split('\n')) {
      const [id = '', type = '', length = ''] = line.split(' ');
      if (type !== 'blob') throw protocolError('malformed', `the git server sent no \`${id}\``);
      if (Number(length) > SKILL_LIMITS.fileBytes) throw fileTooLarge(id, Number(length));
      if (size + Number(length) > BATCH_BYTES) {
        yield* await this.#readBatch(batch, size);
        batch = [];
        size = 0;
      }
      batch.push(id);
      size += Number(length);
    }
    yield* await this.#readBatch(batch, size);
  }

  /** Runs git on the repository; output on success, the failure explained otherwise. */
  async git(args: readonly string[], run: GitRun = {}): Promise<Uint8Array> {
    const result = await this.#program.runIsolated(args, { ...run, variables: this.#variables });
    if (result.kind === 'exited' && result.status === 0) return result.output;
    if (result.kind === 'missing') throw gitMissing(`for \`${this.#url}\``);
    throw explainGitFailure(this.#url, args[0] ?? '', result);
  }

  async #readBatch(ids: readonly string[], size: number): Promise<Blob[]> {
    const output = await this.git(['cat-file', '--batch'], {
      input: `${ids.join('\n')}\n`,
      maxOutputBytes: size + 100 * ids.length,
    });
    return parseBlobs(Buffer.from(output));
  }

  async #fetch(args: readonly string[], input?: string): Promise<void> {
    const controller = new AbortController();
    const watch = setInterval(() => {
      if (this.#repository.size() > INPUT_LIMITS.packBytes) controller.abort();
    }, WATCH_INTERVAL);
    try {
      await this.git(args, { input, signal: controller.signal });
    } finally {
      clearInterval(watch);
    }
  }
}

function isRefusal(error: unknown): boolean {
  return isPaksError(error) && error.code === 'REF_NOT_FOUND';
}
