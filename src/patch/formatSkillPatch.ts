import { formatPatch, OMIT_HEADERS, type StructuredPatch, structuredPatch } from 'diff';
import { PaksError } from '../errors/PaksError.ts';
import { comparePaths } from '../model/skillPath.ts';
import type { SkillFile } from '../model/SkillTree.ts';
import { skillText } from './skillText.ts';

const CONTEXT = 3;
/** Beyond this many differing lines a file is written whole: finding the shortest difference takes seconds. */
const LONGEST_EDIT = 1_500;

/**
 * The patch that makes `after` of `before`, in git's extended unified format; '' where nothing differs.
 * Throws `NOT_PATCHABLE` for a changed file that is not text.
 */
export function formatSkillPatch(
  before: readonly SkillFile[],
  after: readonly SkillFile[],
): string {
  const old = new Map(before.map((file) => [file.path, file]));
  const now = new Map(after.map((file) => [file.path, file]));
  const paths = [...new Set([...old.keys(), ...now.keys()])].sort(comparePaths);
  return paths.map((path) => section(path, old.get(path), now.get(path))).join('');
}

function section(path: string, old: SkillFile | undefined, now: SkillFile | undefined): string {
  const isSameText = old !== undefined && now !== undefined && sameBytes(old.bytes, now.bytes);
  if (isSameText && old.mode === now.mode) return '';
  const hunks = isSameText ? '' : hunksOf(path, old, now);
  const names =
    hunks === ''
      ? ''
      : `--- ${old === undefined ? '/dev/null' : nameOf('a', path)}\n+++ ${now === undefined ? '/dev/null' : nameOf('b', path)}\n`;
  return `diff --git a/${path} b/${path}\n${modeLines(old, now)}${names}${hunks}`;
}

function sameBytes(left: Uint8Array, right: Uint8Array): boolean {
  return left.length === right.length && left.every((byte, index) => byte === right[index]);
}

/** git ends a name that holds blanks with a tab, so that other tools see where it ends. */
function nameOf(side: 'a' | 'b', path: string): string {
  return `${side}/${path}${path.includes(' ') ? '\t' : ''}`;
}

function modeLines(old: SkillFile | undefined, now: SkillFile | undefined): string {
  if (old === undefined) return now === undefined ? '' : `new file mode ${modeText(now)}\n`;
  if (now === undefined) return `deleted file mode ${modeText(old)}\n`;
  if (old.mode === now.mode) return '';
  return `old mode ${modeText(old)}\nnew mode ${modeText(now)}\n`;
}

function modeText({ mode }: SkillFile): string {
  return `100${mode.toString(8)}`;
}

function hunksOf(path: string, old: SkillFile | undefined, now: SkillFile | undefined): string {
  const [from, to] = [textOf(path, old), textOf(path, now)];
  const options = { context: CONTEXT, maxEditLength: LONGEST_EDIT };
  const patch =
    structuredPatch(path, path, from, to, undefined, undefined, options) ??
    wholeFile(path, from, to);
  if (patch.hunks.length === 0) return '';
  return formatPatch(patch, OMIT_HEADERS);
}

function textOf(path: string, file: SkillFile | undefined): string {
  const text = file === undefined ? '' : skillText(file.bytes);
  if (text !== null) return text;
  throw new PaksError('NOT_PATCHABLE', {
    message: `\`${path}\` was changed and is not text, which a patch cannot hold`,
    hint: 'take the skill over as your own with `paks eject NAME`',
    data: { path },
  });
}

/** One hunk that takes every old line out and puts every new one in. */
function wholeFile(path: string, from: string, to: string): StructuredPatch {
  const emptied = structuredPatch(path, path, from, '');
  const filled = structuredPatch(path, path, '', to);
  const lines = [...emptied.hunks, ...filled.hunks].flatMap((hunk) => hunk.lines);
  const count = (sign: string) => lines.filter((line) => line.startsWith(sign)).length;
  const hunk = { oldStart: 1, oldLines: count('-'), newStart: 1, newLines: count('+'), lines };
  return { ...filled, hunks: [hunk] };
}
