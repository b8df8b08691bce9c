/** The texts between which git could not decide; `base` only where the markers show it. */
export interface ConflictSides {
  readonly ours: string;
  readonly theirs: string;
  readonly base: string | null;
}

type Side = 'ours' | 'base' | 'theirs';

/**
 * Takes a file with git's conflict markers apart (`merge`, `diff3` and `zdiff3` style, any number
 * of hunks): what stands outside them belongs to every side. Null when the markers do not pair up.
 */
export function conflictSides(text: string): ConflictSides | null {
  const lines: Record<Side, string[]> = { ours: [], base: [], theirs: [] };
  let side: Side | null = null;
  let hasBase = false;
  for (const line of text.replaceAll('\r\n', '\n').split('\n')) {
    const next = sideAfter(line, side);
    if (next === undefined) {
      for (const each of side === null ? (['ours', 'base', 'theirs'] as const) : [side]) {
        lines[each].push(line);
      }
      continue;
    }
    if (next === 'broken') return null;
    hasBase ||= next === 'base';
    side = next;
  }
  if (side !== null) return null;
  return {
    ours: lines.ours.join('\n'),
    theirs: lines.theirs.join('\n'),
    base: hasBase ? lines.base.join('\n') : null,
  };
}

/** Where a marker line leads; undefined for a line that is no marker. */
function sideAfter(line: string, side: Side | null): Side | null | 'broken' | undefined {
  const marker = /^(<{7}|\|{7}|={7}|>{7})(?: |$)/.exec(line)?.[1];
  switch (marker?.charAt(0)) {
    case '<':
      return side === null ? 'ours' : 'broken';
    case '|':
      return side === 'ours' ? 'base' : 'broken';
    case '=':
      return side === 'ours' || side === 'base' ? 'theirs' : 'broken';
    case '>':
      return side === 'theirs' ? null : 'broken';
    default:
      return undefined;
  }
}
