import type { CommitId } from '../model/Locator.ts';
import type { ProcessResult } from '../io/runProcess.ts';
import { INPUT_LIMITS } from '../model/limits.ts';
import type { Blob, RemoteReference, TreeEntry } from './GitClient.ts';
import { explainGitFailure } from './gitFailure.ts';
import { parseBlobs, parseRemoteListing, parseTreeListing } from './gitOutput.ts';
import type { GitProgram } from './GitProgram.ts';
import { type GitSetting, parseGitSettings } from './gitSettings.ts';
import { gitNotInstalled, notARepository, workingCopyFailure } from './workingCopyFailure.ts';
import {
  type LocalTag,
  parseCommitId,
  parseStatus,
  parseTags,
  type WorkingCopyStatus,
} from './workingCopyOutput.ts';

type Ended = Exclude<ProcessResult, { kind: 'missing' }>;

const LISTING_BYTES = 256 * 1024 * 1024;
const CONTENT_BYTES = 512 * 1024 * 1024;

/**
 * A repository that its owner works in, through their own git: with their hooks, signing, credential
 * helpers and configuration. Every name that is passed is a reference that was checked, stands behind
 * `--`, or is part of a longer word, so that none can be taken for an option (threat T09).
 */
export class WorkingCopy {
  /** Absolute, links resolved. */
  readonly root: string;
  /** Git's directory of this working copy, absolute: a linked one has its own. */
  readonly gitDirectory: string;
  /** Where the directory it was opened by lies in it, `/`-separated; '' for the root. */
  readonly directory: string;
  readonly #program: GitProgram;
  readonly #signal: AbortSignal | undefined;

  private constructor(
    program: GitProgram,
    place: Pick<WorkingCopy, 'root' | 'gitDirectory' | 'directory'>,
    signal: AbortSignal | undefined,
  ) {
    this.#program = program;
    this.#signal = signal;
    this.root = place.root;
    this.gitDirectory = place.gitDirectory;
    this.directory = place.directory;
  }

  /** The working copy that a directory is in. Throws `REPOSITORY_MISSING`, or `GIT_PROGRAM` without git. */
  static async open(
    program: GitProgram,
    directory: string,
    signal?: AbortSignal,
  ): Promise<WorkingCopy> {
    const asked = ['--show-toplevel', '--absolute-git-dir', '--show-prefix'];
    const result = await program.runInPlace(directory, ['rev-parse', ...asked], { signal });
    if (result.kind === 'missing') throw gitNotInstalled();
    if (result.kind !== 'exited' || result.status !== 0) throw notARepository(directory, result);
    const [root = '', gitDirectory = '', prefix = ''] = textOf(result.output).split('\n');
    const place = { root, gitDirectory, directory: prefix.replace(/\/$/, '') };
    return new WorkingCopy(program, place, signal);
  }

  async status(): Promise<WorkingCopyStatus> {
    const format = ['--porcelain=v2', '--branch', '-z', '--no-renames'];
    return parseStatus(await this.git(['status', ...format, '--untracked-files=normal']));
  }

  /** Every setting that holds here: the system's, the user's and the repository's, in git's order. */
  async settings(): Promise<readonly GitSetting[]> {
    return parseGitSettings(await this.git(['config', '--list', '--null']));
  }

  async head(): Promise<CommitId> {
    return parseCommitId(await this.git(['rev-parse', '--verify', 'HEAD^{commit}']));
  }

  /** The first parent; null for a commit without one. */
  async parent(commit: CommitId): Promise<CommitId | null> {
    return await this.#resolve(`${commit}^`);
  }

  /** The first line of a commit's message. */
  async subject(commit: CommitId): Promise<string> {
    return (await this.git(['log', '-1', '--no-show-signature', '--format=%s', commit])).trimEnd();
  }

  /** The commit that a tag of this repository marks; null where there is no such tag. */
  async tagged(tag: string): Promise<CommitId | null> {
    return await this.#resolve(`refs/tags/${tag}^{commit}`);
  }

  /** The object that a tag of this repository is: an annotated one's own; null where there is no such tag. */
  async tagObject(tag: string): Promise<string | null> {
    return await this.#resolve(`refs/tags/${tag}`);
  }

  /** How HEAD came to be where it is, in the words of the reflog: `commit: …`, `commit (amend): …`. */
  async lastMove(): Promise<string> {
    const args = ['log', '-1', '--walk-reflogs', '--no-show-signature', '--format=%gs', 'HEAD'];
    return (await this.git(args)).trimEnd();
  }

  /** The id that git would give a text. */
  async hashText(text: string): Promise<string> {
    return textOf(await this.#output(['hash-object', '--stdin'], { input: text })).trim();
  }

  /** The id that git would give a file of the working copy: filtered and converted as for a commit. */
  async hashFile(path: string): Promise<string> {
    return (await this.git(['hash-object', '--', path])).trim();
  }

  /** Every file of a commit, submodules included. */
  async tree(commit: CommitId): Promise<readonly TreeEntry[]> {
    const args = ['ls-tree', '-r', '-z', '--full-tree', commit];
    return parseTreeListing(await this.#output(args, { maxOutputBytes: LISTING_BYTES }));
  }

  /** Contents as the commit has them: no filter and no conversion of line ends runs. */
  async blobs(ids: readonly string[]): Promise<readonly Blob[]> {
    const run = { input: `${ids.join('\n')}\n`, maxOutputBytes: CONTENT_BYTES };
    return parseBlobs(Buffer.from(await this.#output(['cat-file', '--batch'], run)));
  }

  /** The id of what a commit has at a path ('' for everything); null where it has nothing. */
  async idAt(commit: CommitId, path: string): Promise<string | null> {
    const args = ['rev-parse', '--verify', '--quiet', `${commit}:${path}`];
    const result = await this.run(args);
    return result.kind === 'exited' && result.status === 0 ? textOf(result.output).trim() : null;
  }

  async tags(): Promise<readonly LocalTag[]> {
    const format = '--format=%(refname:strip=2) %(objectname) %(*objectname)';
    return parseTags(await this.git(['for-each-ref', format, 'refs/tags']));
  }

  /** What a remote has of a branch, and all its tags. Throws what reaching a repository throws. */
  async remoteReferences(remote: string, branch: string): Promise<readonly RemoteReference[]> {
    const args = ['ls-remote', '--', remote, `refs/heads/${branch}`, 'refs/tags/*'];
    const result = await this.run(args, { maxOutputBytes: INPUT_LIMITS.referencesBytes });
    if (result.kind !== 'exited' || result.status !== 0) {
      throw explainGitFailure(remote, 'ls-remote', result);
    }
    return parseRemoteListing(textOf(result.output)).references;
  }

  /** Whether one commit is in the history of another; false, too, where it is not known here. */
  async contains(commit: CommitId, ancestor: CommitId): Promise<boolean> {
    const result = await this.run(['merge-base', '--is-ancestor', ancestor, commit]);
    return result.kind === 'exited' && result.status === 0;
  }

  /** Runs git and returns what it printed. Throws `GIT_REFUSED` with what it said, or `INTERRUPTED`. */
  async git(args: readonly string[]): Promise<string> {
    return textOf(await this.#output(args));
  }

  /** Runs git to whatever end. Throws `GIT_PROGRAM` only where there is none. */
  async run(
    args: readonly string[],
    options: { readonly input?: string; readonly maxOutputBytes?: number } = {},
  ): Promise<Ended> {
    const run = { signal: this.#signal, ...options };
    const result = await this.#program.runInPlace(this.root, args, run);
    if (result.kind === 'missing') throw gitNotInstalled();
    return result;
  }

  async #resolve(revision: string): Promise<CommitId | null> {
    const result = await this.run(['rev-parse', '--verify', '--quiet', revision]);
    if (result.kind !== 'exited' || result.status !== 0) return null;
    return parseCommitId(textOf(result.output));
  }

  async #output(
    args: readonly string[],
    options: { readonly input?: string; readonly maxOutputBytes?: number } = {},
  ): Promise<Uint8Array> {
    const result = await this.run(args, options);
    if (result.kind === 'exited' && result.status === 0) return result.output;
    throw workingCopyFailure(args[0] ?? '', result);
  }
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
