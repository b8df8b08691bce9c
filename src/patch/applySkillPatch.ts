import { applyPatch, formatPatch, OMIT_HEADERS } from 'diff';
import { PaksError } from '../errors/PaksError.ts';
import { comparePaths } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import type { FilePatch, SkillPatch } from './SkillPatch.ts';
import { skillText } from './skillText.ts';

/**
 * The files of a skill with a patch applied. Context has to be there exactly as the patch has it, on
 * whatever lines; nothing is guessed. Throws `PATCH_CONFLICT` naming the file and the hunk.
 */
export function applySkillPatch(
  files: readonly SkillFile[],
  patch: SkillPatch,
): readonly SkillFile[] {
  const patched = new Map(files.map((file) => [file.path, file]));
  for (const change of patch) {
    const file = applyToFile(patched.get(change.path), change);
    if (file === null) patched.delete(change.path);
    else patched.set(change.path, file);
  }
  return [...patched.values()].sort((left, right) => comparePaths(left.path, right.path));
}

function applyToFile(file: SkillFile | undefined, change: FilePatch): SkillFile | null {
  const { path, kind, modes } = change;
  if (kind === 'added') {
    if (file !== undefined) throw conflict(change, 'is there already');
    return { path, mode: modes.to ?? 0o644, bytes: textBytes(applyHunks('', change)) };
  }
  if (file === undefined) throw conflict(change, 'is not there');
  if (modes.from !== null && modes.from !== file.mode) throw conflict(change, 'has another mode');
  const text = skillText(file.bytes);
  if (text === null) throw conflict(change, 'is not text');
  const after = applyHunks(text, change);
  if (kind === 'changed') return { path, mode: modes.to ?? file.mode, bytes: textBytes(after) };
  if (after !== '') throw conflict(change, 'holds more than the patch deletes');
  return null;
}

function applyHunks(text: string, change: FilePatch): string {
  const after = tryHunks(text, change, change.hunks.length);
  if (after !== false) return after;
  const numbers = [...change.hunks.keys()].map((index) => index + 1);
  const failed = numbers.find((count) => tryHunks(text, change, count) === false) ?? 1;
  const hunk = change.hunks[failed - 1];
  const header = hunk === undefined ? '' : headerOf(change, failed - 1);
  throw conflict(change, `does not have the lines of hunk ${failed} (${header})`, failed);
}

function tryHunks(text: string, { path, hunks }: FilePatch, count: number): string | false {
  const patch = { oldFileName: path, newFileName: path, hunks: hunks.slice(0, count) };
  return applyPatch(text, patch as Parameters<typeof applyPatch>[1] & object, {
    fuzzFactor: 0,
    autoConvertLineEndings: false,
  });
}

function headerOf({ path, hunks }: FilePatch, index: number): string {
  const patch = {
    oldFileName: path,
    newFileName: path,
    oldHeader: undefined,
    newHeader: undefined,
    hunks: hunks.slice(index, index + 1),
  };
  return formatPatch(patch, OMIT_HEADERS).split('\n')[0] ?? '';
}

function textBytes(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

function conflict({ path }: FilePatch, reason: string, hunk?: number): PaksError {
  return new PaksError('PATCH_CONFLICT', {
    message: `\`${path}\` ${reason}`,
    data: { path, ...(hunk === undefined ? {} : { hunk }) },
  });
}
