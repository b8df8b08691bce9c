import type { HashedFile } from '../../io/contentHash.ts';
import { hashedOriginal } from '../../linker/hashedOriginal.ts';
import type { LinkContext } from '../../linker/LinkContext.ts';
import { readContent } from '../../linker/readContent.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { comparePaths } from '../../model/skillPath.ts';

/** One file of a skill that is not as it was put there; `mode`: only whether it is executable. */
export interface FileChange {
  /** `/`-separated, relative to the skill. */
  readonly path: string;
  readonly change: 'added' | 'modified' | 'deleted' | 'mode';
}

/** Files by path; null for what no skill can hold, such as a link. */
type Files = ReadonlyMap<string, HashedFile | null>;

/**
 * What was changed in an installed directory since this content was put there, sorted by path; null
 * where the store no longer has the original or holds it damaged. Reads the disk only.
 */
export async function fileChanges(
  context: LinkContext,
  path: string,
  integrity: Integrity | null,
): Promise<readonly FileChange[] | null> {
  const content = readContent(context.fs, path);
  if (content.kind !== 'directory' || integrity === null) return null;
  const original = await hashedOriginal(context, integrity);
  return original === null ? null : compareFiles(original, content.files);
}

/** What makes one set of files of another. */
export function compareFiles(before: Files, after: Files): readonly FileChange[] {
  const paths = [...new Set([...before.keys(), ...after.keys()])].sort(comparePaths);
  return paths.flatMap((path) => {
    const change = changeOf(before.get(path), after.get(path));
    return change === null ? [] : [{ path, change }];
  });
}

function changeOf(
  before: HashedFile | null | undefined,
  after: HashedFile | null | undefined,
): FileChange['change'] | null {
  if (before === undefined) return 'added';
  if (after === undefined) return 'deleted';
  if (before?.sha256 !== after?.sha256) return 'modified';
  return before?.mode === after?.mode ? null : 'mode';
}
