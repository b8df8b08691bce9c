import { showHidden } from '../../audit/showHidden.ts';
import { printable } from '../../errors/printable.ts';
import type { FileChange, FileState } from '../../operations/diff/compareFiles.ts';
import type { DiffResult, DiffSide } from '../../operations/diff/DiffResult.ts';
import type { Hunk } from '../../operations/diff/diffTexts.ts';
import { count } from '../count.ts';
import { formatBytes } from '../formatBytes.ts';
import type { Theme } from '../theme.ts';
import { renderGains } from './gains.ts';

/** How a difference is printed: `text` in full, `stat` by counts, `names` by paths alone. */
export interface DiffForm {
  readonly theme: Theme;
  readonly form: 'text' | 'stat' | 'names';
}

/** A difference as `diff -u` prints it, then what the new side can newly do. Safe on a terminal. */
export function renderDiffResult(result: DiffResult, { theme, form }: DiffForm): string {
  const { files } = result;
  if (form === 'names') return files.map(({ path }) => printable(path)).join('\n');
  const head = theme.strong(`${result.id}: ${sideText(result.from)} → ${sideText(result.to)}`);
  if (result.same) return `${head}\nThe same content.`;
  const body = files.map((file) =>
    form === 'stat' ? statLine(file, theme) : fileText(file, theme),
  );
  const gains = renderGains(result.gains, theme);
  const cut = files.filter(({ shown }) => shown === 'cut').length;
  return [
    head,
    ...body,
    ...(form === 'stat' ? [`${count(files.length, 'file')} changed`] : []),
    ...(cut === 0 ? [] : [theme.warning(`! ${count(cut, 'file')} too long to show in full`)]),
    ...(gains === '' ? [] : ['', `What ${sideText(result.to)} can newly do or names:`, gains]),
  ].join('\n');
}

function sideText({ name, version, directory }: DiffSide): string {
  const what = name === version ? name : `${name} (${version})`;
  return printable(directory === null ? what : `${what} in ${directory}`);
}

function statLine(file: FileChange, theme: Theme): string {
  const added = file.added === null ? '' : theme.added(`+${file.added}`);
  const removed = file.removed === null ? '' : theme.removed(`-${file.removed}`);
  const told = file.added === null ? sizes(file) : `${added} ${removed}`;
  return `  ${KINDS[file.kind]} ${printable(file.path)}  ${told}${modes(file)}`;
}

const KINDS = { added: 'A', removed: 'D', changed: 'M', mode: 'M' } as const;

function fileText(file: FileChange, theme: Theme): string {
  const path = showHidden(file.path);
  const head = [
    `--- ${file.from === null ? '/dev/null' : `a/${path}`}`,
    `+++ ${file.to === null ? '/dev/null' : `b/${path}`}`,
  ].map((line) => theme.strong(line));
  const told = file.shown === 'text' ? [] : [`  ${NOTES[file.shown]}: ${sizes(file)}`];
  const mode = modes(file) === '' ? [] : [`  mode${modes(file)}`];
  return [...head, ...mode, ...told, ...file.hunks.map((hunk) => hunkText(hunk, theme))].join('\n');
}

const NOTES = { binary: 'binary', cut: 'not shown in full' } as const;

function sizes({ from, to }: FileChange): string {
  const told = [from, to].filter((state) => state !== null).map(stateText);
  return told.join(' → ');
}

function stateText({ size, sha256 }: FileState): string {
  return `${formatBytes(size)} sha256 ${sha256.slice(0, 16)}…`;
}

/** A mode that changed, or that makes a new file one to execute. */
function modes({ from, to }: FileChange): string {
  if (from !== null && to !== null && from.mode !== to.mode) return ` ${from.mode} → ${to.mode}`;
  return from === null && to?.mode === '755' ? ' 755' : '';
}

function hunkText({ fromLine, fromLines, toLine, toLines, lines }: Hunk, theme: Theme): string {
  const place = `@@ -${fromLine},${fromLines} +${toLine},${toLines} @@`;
  return [theme.faint(place), ...lines.map((line) => lineText(line, theme))].join('\n');
}

function lineText(line: string, theme: Theme): string {
  const sign = line.slice(0, 1);
  if (sign === ' ') return ` ${showHidden(line.slice(1).replace(/\r$/, ''))}`;
  const text = `${sign}${showHidden(line.slice(1))}`;
  if (sign === '+') return theme.added(text);
  return sign === '-' ? theme.removed(text) : theme.faint(text);
}
