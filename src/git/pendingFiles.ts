import { dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import type { ProcessResult } from '../io/runProcess.ts';
import { makeTemporaryDirectory } from '../io/temporaryDirectory.ts';
import { PaksError } from '../errors/PaksError.ts';
import type { TreeEntry } from './GitClient.ts';
import { parseBlobs } from './gitOutput.ts';
import type { GitProgram, GitRun } from './GitProgram.ts';
import { entryMode } from './protocol/commitTree.ts';
import { gitNotInstalled, indented, notARepository } from './workingCopyFailure.ts';

/** What a commit of everything would hold of a directory; paths are relative to it. */
export interface PendingFiles {
  /** As hostile as any tree: links, submodules and all. */
  readonly entries: readonly TreeEntry[];
  /** Contents by id, as git stores them. */
  readonly blobs: ReadonlyMap<string, Uint8Array>;
  /** What differs from the last commit, removed files included. */
  readonly uncommitted: readonly string[];
  /** What git ignores, a directory ending in `/`. */
  readonly ignored: readonly string[];
}

/** Where to look, and what to look with. */
export interface PendingInput {
  readonly program: GitProgram;
  readonly fs: FileSystem;
  /** Of Paks's own; an index and new objects are kept in it until the answer is there. */
  readonly temporaryDirectory: string;
  /** Absolute. */
  readonly directory: string;
  readonly signal: AbortSignal;
}

interface Repository {
  readonly index: string;
  readonly objects: string;
  /** The last commit, or what stands for none. */
  readonly base: string;
}

const CONTENT_BYTES = 256 * 1024 * 1024;
/** The tree of nothing at all, which git knows without having it. */
const EMPTY_TREE = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';
/** The user's own settings hold, as for their next commit; these would only end it early. */
const SETTINGS = ['-c', 'core.safecrlf=false', '-c', 'core.fsmonitor=false'];

/**
 * What `git add --all && git commit` would record of a directory now, by git itself: its ignore rules,
 * modes, line ends and filters. Index and objects are copies: the repository stays as it is. Null where
 * there is no git or no repository, or where git ignores the whole directory. Throws `GIT_PROGRAM`, `GIT_REFUSED` or `REPOSITORY_MISSING`.
 */
export async function readPendingFiles(input: PendingInput): Promise<PendingFiles | null> {
  const repository = await findRepository(input);
  if (repository === null) return null;
  const own = makeTemporaryDirectory(input.fs, input.temporaryDirectory);
  try {
    const variables = borrow(input.fs, own.path, repository);
    return await readIndex(repository, async (args, run = {}) =>
      outputOf(args, await runIn(input, args, { ...run, variables })),
    );
  } finally {
    own.remove();
  }
}

async function findRepository(input: PendingInput): Promise<Repository | null> {
  const asked = ['--path-format=absolute', '--git-path', 'index', '--git-path', 'objects'];
  const found = await runIn(input, ['rev-parse', '--is-inside-work-tree', ...asked]);
  if (found.kind === 'missing' && isInRepository(input)) throw gitNotInstalled('to pack');
  if (found.kind !== 'exited' || found.status === null) return null;
  if (/not a git repository/.test(found.problems)) return null;
  if (found.status !== 0) throw notARepository(input.directory, found);
  const [inside, index = '', objects = ''] = textOf(found.output).trimEnd().split('\n');
  const ignored = await runIn(input, ['check-ignore', '--quiet', '--', '.']);
  const isIgnored = ignored.kind === 'exited' && ignored.status === 0;
  if (inside !== 'true' || isIgnored) return null;
  const head = await runIn(input, ['rev-parse', '--verify', '--quiet', 'HEAD^{commit}']);
  const hasCommit = head.kind === 'exited' && head.status === 0;
  return { index, objects, base: hasCommit ? 'HEAD' : EMPTY_TREE };
}

/** What git ignores must not get into an archive just because git cannot be asked. */
function isInRepository({ fs, directory }: Pick<PendingInput, 'fs' | 'directory'>): boolean {
  const above = dirname(directory);
  if (fs.lstat(join(directory, '.git')) !== undefined) return true;
  return above !== directory && isInRepository({ fs, directory: above });
}

/** Makes git write to a folder of our own, and read from there and from the repository. */
function borrow(
  fs: FileSystem,
  folder: string,
  { index, objects }: Repository,
): Readonly<Record<string, string>> {
  const copied = join(folder, 'index');
  if (fs.stat(index)?.isFile() === true) fs.writeFile(copied, fs.readFile(index));
  const written = join(folder, 'objects');
  fs.makeDirectory(written, 0o700);
  return {
    GIT_INDEX_FILE: copied,
    GIT_OBJECT_DIRECTORY: written,
    GIT_ALTERNATE_OBJECT_DIRECTORIES: JSON.stringify(objects),
  };
}

type RunGit = (args: readonly string[], run?: GitRun) => Promise<Uint8Array>;

async function readIndex({ base }: Repository, git: RunGit): Promise<PendingFiles> {
  await git(['add', '--all', '--', '.']);
  const entries = parseIndex(textOf(await git(['ls-files', '--stage', '-z', '--', '.'])));
  const ids = new Set(entries.filter(({ mode }) => mode !== '160000').map(({ id }) => id));
  const contents = { input: [...ids, ''].join('\n'), maxOutputBytes: CONTENT_BYTES };
  const blobs = parseBlobs(Buffer.from(await git(['cat-file', '--batch'], contents)));
  const changes = ['diff', '--cached', '--name-only', '--no-renames', '--relative', '-z', base];
  const others = ['ls-files', '--others', '--ignored', '--exclude-standard', '--directory', '-z'];
  return {
    entries,
    blobs: new Map(blobs.map(({ id, bytes }) => [id, bytes])),
    uncommitted: wordsOf(textOf(await git([...changes, '--', '.']))),
    ignored: wordsOf(textOf(await git([...others, '--', '.']))),
  };
}

/** Reads `ls-files --stage -z`: mode, id and stage, a tab, the path. */
function parseIndex(listing: string): readonly TreeEntry[] {
  return wordsOf(listing).flatMap((line): readonly TreeEntry[] => {
    const tab = line.indexOf('\t');
    const [mode = '', id = ''] = line.slice(0, tab).split(' ');
    const kind = entryMode(mode);
    return kind === 'directory' ? [] : [{ path: line.slice(tab + 1), mode: kind, id }];
  });
}

async function runIn(
  { program, directory, signal }: PendingInput,
  args: readonly string[],
  run: GitRun = {},
): Promise<ProcessResult> {
  return await program.runAsUser(['-C', directory, ...SETTINGS, ...args], { ...run, signal });
}

function outputOf(args: readonly string[], result: ProcessResult): Uint8Array {
  if (result.kind === 'exited' && result.status === 0) return result.output;
  if (result.kind === 'aborted') throw new PaksError('INTERRUPTED', { message: 'interrupted' });
  const said = result.kind === 'exited' ? result.problems.trim() : result.kind;
  throw new PaksError('GIT_PROGRAM', {
    message: [`\`git ${args[0] ?? ''}\` failed:`, ...indented(said)],
    hint: 'mend what git names; `git status` shows the state of the repository',
    data: { said },
  });
}

function wordsOf(text: string): readonly string[] {
  return text.split('\0').filter((word) => word !== '');
}

function textOf(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('utf8');
}
