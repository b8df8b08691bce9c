import { type CommitId, isCommitId } from '../model/Locator.ts';
import { protocolError } from './protocol/protocolError.ts';

/** A file that is not as the last commit has it. */
export interface Change {
  /** `/`-separated, from the root of the repository. A directory that is wholly untracked ends in `/`. */
  readonly path: string;
  /** `untracked` is what was never added; a conflict is `modified` too. */
  readonly kind: 'modified' | 'added' | 'deleted' | 'untracked';
}

/** How a working copy stands. */
export interface WorkingCopyStatus {
  /** Null before the first commit. */
  readonly commit: CommitId | null;
  /** The short name; null where HEAD is detached. */
  readonly branch: string | null;
  readonly changes: readonly Change[];
}

/** A tag of this repository. */
export interface LocalTag {
  /** The short name. */
  readonly name: string;
  /** What an annotated tag points at; a lightweight one's own. */
  readonly commit: CommitId;
}

/** What became of one reference of a push. */
export interface PushedReference {
  /** The full name at the remote. */
  readonly name: string;
  readonly rejected: boolean;
  /** Git's own words: `[rejected] (fetch first)`. */
  readonly summary: string;
}

/** Fields before the path in a line of `git status --porcelain=v2`, by the line's kind. */
const FIELDS: Readonly<Record<string, number>> = { '1': 8, u: 10, '?': 1 };

/** Reads `git status --porcelain=v2 --branch -z --no-renames`. */
export function parseStatus(output: string): WorkingCopyStatus {
  let commit: CommitId | null = null;
  let branch: string | null = null;
  const changes: Change[] = [];
  for (const line of output.split('\0')) {
    const [, header, value = ''] = /^# branch\.(oid|head) (.*)$/s.exec(line) ?? [];
    if (header === 'oid' && isCommitId(value)) commit = value;
    if (header === 'head' && value !== '(detached)') branch = value;
    const fields = FIELDS[line.slice(0, line.indexOf(' '))];
    if (fields === undefined) continue;
    const parts = line.split(' ');
    changes.push({ path: parts.slice(fields).join(' '), kind: kindOf(parts) });
  }
  return { commit, branch, changes };
}

function kindOf([kind, states = '']: readonly string[]): Change['kind'] {
  if (kind === '?') return 'untracked';
  if (states.includes('D')) return 'deleted';
  return states.includes('A') ? 'added' : 'modified';
}

/** Reads `git for-each-ref` with the name, the id and the peeled id of each tag. Others' objects are left out. */
export function parseTags(output: string): readonly LocalTag[] {
  return output.split('\n').flatMap((line) => {
    const [name = '', id = '', peeled = ''] = line.split(' ');
    const commit = peeled === '' ? id : peeled;
    return isCommitId(commit) ? [{ name, commit }] : [];
  });
}

/** Reads `git push --porcelain`. */
export function parsePush(output: string): readonly PushedReference[] {
  return output.split('\n').flatMap((line) => {
    const [flag = '', references, summary] = line.split('\t');
    if (references === undefined || summary === undefined) return [];
    const name = references.slice(references.indexOf(':') + 1);
    return [{ name, rejected: flag === '!', summary }];
  });
}

/** One id that git printed. Throws `GIT_PROTOCOL` for a repository whose ids are no SHA-1. */
export function parseCommitId(output: string): CommitId {
  const id = output.trim();
  if (isCommitId(id)) return id;
  throw protocolError('foreign', 'git printed no SHA-1 id of a commit');
}
