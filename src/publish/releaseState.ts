import { join } from 'node:path';
import { PaksError } from '../errors/PaksError.ts';
import { codeOf } from '../errors/describeFailure.ts';
import { atomicWrite } from '../io/atomicWrite.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import { type CommitId, isCommitId } from '../model/Locator.ts';
import { isReferenceName } from '../model/referenceName.ts';
import type { ReleasePlan } from './ReleasePlan.ts';

/** A release that was begun. */
export interface ReleaseState {
  readonly plan: ReleasePlan;
  /** How many steps are done for certain; the next one may be, too. */
  readonly done: number;
  /** What is tagged; null until it is made. */
  readonly commit: CommitId | null;
}

/** Keeps the state of the one release that may be under way in a working copy. */
export interface ReleaseRecord {
  /** Null where there is none. Throws `RELEASE_UNFINISHED` for one that cannot be read. */
  read(): ReleaseState | null;
  /** Throws `RELEASE_UNFINISHED` where another one is there. */
  begin(state: ReleaseState): void;
  save(state: ReleaseState): void;
  remove(): void;
}

const FILE = 'paks-release.json';
const FORMAT = 1;

/** The record in git's own directory, where no commit, no stash and no clean reaches it. */
export function releaseRecord(fs: FileSystem, gitDirectory: string): ReleaseRecord {
  const path = join(gitDirectory, FILE);
  return {
    read: () => {
      if (fs.lstat(path) === undefined) return null;
      return parseState(Buffer.from(fs.readFile(path)).toString('utf8')) ?? unreadable(path);
    },
    begin: (state) => {
      try {
        fs.writeFile(path, formatState(state), { exclusive: true, flush: true });
      } catch (error) {
        if (codeOf(error) === 'EEXIST') throw unfinished(state.plan.tag);
        throw error;
      }
    },
    save: (state) => atomicWrite(fs, path, formatState(state)),
    remove: () => {
      if (fs.lstat(path) !== undefined) fs.removeFile(path);
    },
  };
}

/** The refusal to begin a release where another one stopped. */
export function unfinished(tag: string): PaksError {
  return new PaksError('RELEASE_UNFINISHED', {
    message: `the release of \`${tag}\` stopped in the middle`,
    hint: 'go on with `paks publish --continue`, or take it back with `paks publish --abort`',
    data: { tag },
  });
}

function unreadable(path: string): never {
  throw new PaksError('RELEASE_UNFINISHED', {
    message: `\`${path}\`, the record of a release, cannot be read`,
    hint: 'look with `git status`, `git log` and `git tag` how far it came, then delete the file',
    data: { path },
  });
}

function formatState(state: ReleaseState): string {
  return `${JSON.stringify({ format: FORMAT, ...state }, null, 2)}\n`;
}

/** What git is given is checked again; null for what this version of Paks did not write. */
function parseState(text: string): ReleaseState | null {
  const read = readJson(text) as (Partial<ReleaseState> & { format?: unknown }) | null;
  const { plan, done, commit = null, format } = read ?? {};
  if (format !== FORMAT || typeof done !== 'number' || !Array.isArray(plan?.steps)) return null;
  if (!isReferenceName(plan.tag) || !isCommitId(plan.base)) return null;
  if (commit !== null && !isCommitId(commit)) return null;
  return { plan, done, commit };
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
