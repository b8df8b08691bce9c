import { parsePatch, type StructuredPatchHunk } from 'diff';
import { messageOf } from '../errors/describeFailure.ts';
import { PATCH_LIMITS } from '../model/limits.ts';
import { PathPolicy } from '../model/skillPath.ts';
import type { FileMode } from '../model/SkillTree.ts';
import { invalidPatch } from './patchError.ts';
import type { FilePatch, SkillPatch } from './SkillPatch.ts';

const START = 'diff --git ';
const NOWHERE = '/dev/null';

/** Lines of one file's section, and where the first of them stands (from 1). */
interface Section {
  readonly line: number;
  readonly lines: readonly string[];
}

/**
 * Reads a patch in git's extended unified format, of text files only (`docs/spec/patches.md`). Foreign
 * text: everything that is not understood is refused, never skipped. Throws `PATCH_INVALID` with the
 * line, `UNSAFE_PATH` (threats T01, T03, T04, T06) or `LIMIT_EXCEEDED`.
 */
export function parseSkillPatch(text: string): SkillPatch {
  const paths = new PathPolicy();
  return sectionsOf(text).map((section) => {
    const file = readSection(section);
    paths.admitFile(file.path);
    return file;
  });
}

function sectionsOf(text: string): readonly Section[] {
  const lines = text.split('\n');
  if (lines.pop() !== '') throw invalidPatch(lines.length + 1, 'does not end with a line end');
  if (lines[0]?.startsWith(START) !== true)
    throw invalidPatch(1, 'does not begin with `diff --git`');
  const starts = [...lines.keys()].filter((index) => lines[index]?.startsWith(START));
  return starts.map((start, index) => ({
    line: start + 1,
    lines: lines.slice(start, starts[index + 1]),
  }));
}

function readSection({ line, lines }: Section): FilePatch {
  const path = pathOf(lines[0] ?? '', line);
  const end = lines.findIndex((text) => text.startsWith('--- '));
  const headers = readHeaders({ line, lines: lines.slice(0, end < 0 ? lines.length : end) });
  const { kind, modes } = headers;
  if (end < 0) return { path, kind, modes, hunks: [] };
  const from = kind === 'added' ? NOWHERE : `a/${path}`;
  const to = kind === 'deleted' ? NOWHERE : `b/${path}`;
  if (nameIn(lines[end]) !== from) throw invalidPatch(line + end, 'names another file');
  if (nameIn(lines[end + 1]) !== to) throw invalidPatch(line + end + 1, 'names another file');
  const hunks = readHunks({ line: line + end, lines: lines.slice(end) });
  return { path, kind, modes, hunks };
}

/** `diff --git a/PATH b/PATH`: both halves are the same, which also settles where a path has blanks. */
function pathOf(text: string, line: number): string {
  const names = text.slice(START.length);
  if (names.startsWith('"')) {
    throw invalidPatch(line, 'quotes a file name (write it with `-c core.quotePath=false`)');
  }
  const path = names.slice(2, (names.length - 1) / 2);
  if (names !== `a/${path} b/${path}`) throw invalidPatch(line, 'renames or copies a file');
  return path;
}

/** The name behind `--- ` or `+++ `, without the tab that git puts behind one with blanks. */
function nameIn(text = ''): string {
  return text.slice(4).replace(/\t$/, '');
}

const HEADER = /^(index|new file mode|deleted file mode|old mode|new mode) (\S+)(?: \d{6})?$/;

function readHeaders({ line, lines }: Section): Pick<FilePatch, 'kind' | 'modes'> {
  let kind: FilePatch['kind'] = 'changed';
  let from: FileMode | null = null;
  let to: FileMode | null = null;
  for (const [index, text] of lines.entries()) {
    if (index === 0) continue;
    const place = line + index;
    const [, name, value = ''] = HEADER.exec(text) ?? [];
    if (name === undefined) throw invalidPatch(place, refusal(text));
    if (name === 'index') continue;
    const mode = readMode(value, place);
    if (name === 'new file mode') kind = 'added';
    if (name === 'deleted file mode') kind = 'deleted';
    if (name.startsWith('new')) to = mode;
    else from = mode;
  }
  return { kind, modes: { from, to } };
}

function refusal(text: string): string {
  if (/^(?:GIT binary patch|Binary files )/.test(text)) return 'changes a file that is not text';
  if (/^(?:rename|copy|similarity|dissimilarity) /.test(text)) return 'renames or copies a file';
  return 'has a line that paks does not know';
}

function readMode(text: string, line: number): FileMode {
  if (text === '100644') return 0o644;
  if (text === '100755') return 0o755;
  throw invalidPatch(line, 'makes something that is no plain file');
}

function readHunks({ line, lines }: Section): readonly StructuredPatchHunk[] {
  const [file, ...others] = parsed(lines, line);
  const hunks = file?.hunks ?? [];
  const read = hunks.reduce((sum, hunk) => sum + hunk.lines.length + 1, 2);
  if (hunks.length === 0 || others.length > 0 || read !== lines.length) {
    throw invalidPatch(line + Math.min(read, lines.length - 1), 'has a damaged hunk');
  }
  if (hunks.length > PATCH_LIMITS.hunks) {
    throw invalidPatch(line, `has more than ${PATCH_LIMITS.hunks} hunks for one file`);
  }
  return hunks;
}

function parsed(lines: readonly string[], line: number): ReturnType<typeof parsePatch> {
  try {
    return parsePatch(`${lines.join('\n')}\n`);
  } catch (error) {
    throw invalidPatch(line, `has a damaged hunk (${messageOf(error)})`);
  }
}
