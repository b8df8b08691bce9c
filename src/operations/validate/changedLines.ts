/** A line as it was and as it is; `line` counts from 1. */
export interface ChangedLine {
  readonly line: number;
  readonly before: string;
  readonly after: string;
}

/** The lines that differ, ends of lines aside, between two texts of equally many lines. */
export function changedLines(before: string, after: string): readonly ChangedLine[] {
  const old = before.split(/\r?\n/);
  return after.split(/\r?\n/).flatMap((text, index) => {
    const was = old[index];
    return was === undefined || was === text ? [] : [{ line: index + 1, before: was, after: text }];
  });
}
