import type { Contestant } from '../Contestant.ts';
import type { CaseKind, World } from '../World.ts';

const nothing = {
  cases: ['registry', 'repositories', 'collection'],
  project: () => ({}),
  locks: [],
  ignored: ['skills'],
  installed: ['skills'],
} as const;

/** Copying the files and doing nothing else. */
export const copying: Contestant = {
  ...nothing,
  name: '(cp -r)',
  install: copy,
  restore: copy,
};

/** Starting Node and doing nothing at all. */
export const startingNode: Contestant = {
  ...nothing,
  name: '(node -e 0)',
  installed: [],
  install: () => `'${process.execPath}' -e 0`,
  restore: () => `'${process.execPath}' -e 0`,
};

function copy(kind: CaseKind, { trees }: World): string {
  return `rm -rf skills && cp -r '${trees[kind]}' skills`;
}
