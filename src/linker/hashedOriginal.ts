import { codeOf } from '../errors/describeFailure.ts';
import { type HashedFile, hashFile } from '../io/contentHash.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { LinkContext } from './LinkContext.ts';

/** The files of a content by path; null where the store no longer has it, or holds it damaged. */
export async function hashedOriginal(
  { store }: Pick<LinkContext, 'store'>,
  integrity: Integrity,
): Promise<ReadonlyMap<string, HashedFile> | null> {
  if (!(await store.has(integrity))) return null;
  const files = new Map<string, HashedFile>();
  try {
    for await (const file of store.read(integrity)) files.set(file.path, hashFile(file));
    return files;
  } catch (error) {
    if (codeOf(error) === 'INTEGRITY_MISMATCH') return null;
    throw error;
  }
}
