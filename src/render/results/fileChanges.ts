import { printable } from '../../errors/printable.ts';
import type { FileChange } from '../../operations/edits/fileChanges.ts';

const SIGNS: Readonly<Record<FileChange['change'], string>> = {
  added: 'added   ',
  modified: 'modified',
  deleted: 'deleted ',
  mode: 'mode    ',
};

/** A line a file, indented; null says that the original is not at hand. */
export function renderFileChanges(files: readonly FileChange[] | null): readonly string[] {
  if (files === null)
    return ['    its original is no longer in the store: `paks install` fetches it'];
  return files.map(({ path, change }) => `    ${SIGNS[change]} ${printable(path)}`);
}
