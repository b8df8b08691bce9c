const MARKER = /^(?:<{7}|={7}|>{7}|\|{7})(?=[ \r\n]|$)/m;

/** The line (from 1) of the first git conflict marker that starts a line, or null. */
export function findConflictMarker(text: string): number | null {
  const found = MARKER.exec(text);
  if (found === null) return null;
  return text.slice(0, found.index).split('\n').length;
}
