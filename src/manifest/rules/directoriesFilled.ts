import type { Rule } from './Rule.ts';

/** Every directory holds a file: git and archives keep no empty one, so nobody else would have it. */
export const directoriesFilled: Rule = {
  id: 'directories-filled',
  severity: 'warning',
  summary: 'no directory is empty',
  check: ({ emptyDirectories = [] }) =>
    emptyDirectories.map((path) => ({
      message: 'the directory is empty and is left out of every release',
      path,
    })),
};
