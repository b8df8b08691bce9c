import type { Rule } from './Rule.ts';

/** A file that names its interpreter can be executed; the mode is kept as it is, never mended. */
export const scriptsExecutable: Rule = {
  id: 'scripts-executable',
  severity: 'warning',
  summary: 'a file that names its interpreter can be executed',
  check: ({ files }) =>
    files
      .filter(({ bytes, mode }) => mode === 0o644 && bytes[0] === 0x23 && bytes[1] === 0x21)
      .map(({ path }) => ({
        message: 'the script starts with `#!` but is not executable',
        path,
      })),
};
