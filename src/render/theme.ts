import colors from 'picocolors';

/** Colours by meaning. Without colour every function returns its text as it is. */
export interface Theme {
  strong(text: string): string;
  faint(text: string): string;
  name(text: string): string;
  added(text: string): string;
  changed(text: string): string;
  removed(text: string): string;
  problem(text: string): string;
  warning(text: string): string;
}

/** A theme that colours, or one that leaves text alone. */
export function createTheme(colored: boolean): Theme {
  const paint = colors.createColors(colored);
  return {
    strong: paint.bold,
    faint: paint.dim,
    name: paint.cyan,
    added: paint.green,
    changed: paint.yellow,
    removed: paint.red,
    problem: paint.red,
    warning: paint.yellow,
  };
}
