import { spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';

/** A file to commit: text or bytes for a plain file, or with a mode (`120000`: content is the link's target). */
export type TestFile =
  | string
  | Uint8Array
  | { readonly mode: '100644' | '100755' | '120000' | '160000'; readonly content: string };

/** What a commit is, beside its files. */
export interface TestCommitOptions {
  /** Default `main`, which is also `HEAD`. */
  readonly branch?: string | undefined;
  /** Lightweight tags put on the commit. */
  readonly tags?: readonly string[] | undefined;
  /** Annotated tags put on the commit. */
  readonly annotatedTags?: readonly string[] | undefined;
  /** Seconds since the epoch; default 2026-08-01 and one second more for each commit. */
  readonly time?: number | undefined;
  /** True: the branch's earlier files stay unless named here. Default false: these are all the files. */
  readonly keep?: boolean | undefined;
}

/** A bare repository made for a test, with git's own program. */
export interface TestRepository {
  readonly path: string;
  /** Adds a commit on a branch and returns its id; the same input gives the same id. */
  commit(files: Readonly<Record<string, TestFile>>, options?: TestCommitOptions): Promise<string>;
  /** Runs git on the repository and returns what it printed. */
  git(args: readonly string[], input?: string | Uint8Array): Promise<Buffer>;
}

const START = 1_785_542_400;

/** Makes the bare repository `NAME.git` below `root`; serve it with `startGitHost({ root })`. */
export async function makeGitRepository(root: string, name: string): Promise<TestRepository> {
  const path = join(root, `${name}.git`);
  await mkdir(dirname(path), { recursive: true });
  await runGit(['init', '-q', '--bare', '-b', 'main', path]);
  const tips = new Map<string, string>();
  const git: TestRepository['git'] = async (args, input) =>
    await runGit(['-C', path, ...args], input);
  let commits = 0;
  return {
    path,
    git,
    commit: async (files, options = {}) => {
      const branch = options.branch ?? 'main';
      const time = options.time ?? START + commits;
      commits += 1;
      await git(
        [
          '-c',
          'core.compression=0',
          '-c',
          'core.bigFileThreshold=1m',
          'fast-import',
          '--quiet',
          '--force',
        ],
        importStream(files, { ...options, branch, time, parent: tips.get(branch) }),
      );
      const id = (await git(['rev-parse', `refs/heads/${branch}`])).toString().trim();
      tips.set(branch, id);
      return id;
    },
  };
}

interface ImportOptions extends TestCommitOptions {
  readonly branch: string;
  readonly time: number;
  readonly parent: string | undefined;
}

function importStream(files: Readonly<Record<string, TestFile>>, options: ImportOptions): Buffer {
  const who = `Tester <tester@example.test> ${options.time} +0000\n`;
  const parts: (string | Uint8Array)[] = [
    `commit refs/heads/${options.branch}\nmark :1\ncommitter ${who}`,
    data('a commit'),
    options.parent === undefined ? '' : `from ${options.parent}\n`,
    options.keep === true ? '' : 'deleteall\n',
  ];
  for (const [path, file] of Object.entries(files)) {
    const { mode, content } = contentOf(file);
    if (mode === '160000') {
      parts.push(`M 160000 ${content.toString()} ${JSON.stringify(path)}\n`);
      continue;
    }
    parts.push(`M ${mode} inline ${JSON.stringify(path)}\ndata ${content.length}\n`, content, '\n');
  }
  for (const tag of options.tags ?? []) parts.push(`reset refs/tags/${tag}\nfrom :1\n\n`);
  for (const tag of options.annotatedTags ?? []) {
    parts.push(`tag ${tag}\nfrom :1\ntagger ${who}`, data(`tag ${tag}`));
  }
  return Buffer.concat(parts.map((part) => Buffer.from(part as string)));
}

function contentOf(file: TestFile): { mode: string; content: Buffer } {
  if (typeof file === 'string') return { mode: '100644', content: Buffer.from(file) };
  if (file instanceof Uint8Array || ArrayBuffer.isView(file)) {
    return { mode: '100644', content: Buffer.from(file as Uint8Array) };
  }
  return { mode: file.mode, content: Buffer.from(file.content) };
}

function data(text: string): string {
  return `data ${Buffer.byteLength(text)}\n${text}\n`;
}

/** Runs the git program without the user's configuration; rejects with its standard error. */
export async function runGit(
  args: readonly string[],
  input?: string | Uint8Array,
): Promise<Buffer> {
  const child = spawn('git', args, {
    env: {
      PATH: process.env['PATH'],
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_CONFIG_GLOBAL: '/dev/null',
      // No sample hooks, which would be most of the files of a repository.
      GIT_TEMPLATE_DIR: '',
      GIT_AUTHOR_NAME: 'Tester',
      GIT_AUTHOR_EMAIL: 'tester@example.test',
      GIT_COMMITTER_NAME: 'Tester',
      GIT_COMMITTER_EMAIL: 'tester@example.test',
    },
  });
  const output: Buffer[] = [];
  const problems: Buffer[] = [];
  child.stdout.on('data', (chunk: Buffer) => output.push(chunk));
  child.stderr.on('data', (chunk: Buffer) => problems.push(chunk));
  child.stdin.on('error', () => undefined);
  child.stdin.end(input);
  return await new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(output));
      else reject(new Error(`git ${args.join(' ')}: ${Buffer.concat(problems).toString()}`));
    });
  });
}
