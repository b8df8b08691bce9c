/** What is told of a gain besides its findings, in the order of the telling, and how it is called. */
export const GAIN_LABELS = [
  ['scripts', 'scripts'],
  ['executables', 'executables'],
  ['allowedTools', 'allowed tools'],
  ['hosts', 'hosts'],
  ['commands', 'commands'],
  ['dependencies', 'dependencies'],
] as const;
