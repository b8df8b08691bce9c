import { printable } from '../../errors/printable.ts';
import type { DirectoryState } from '../../operations/edits/directoryStates.ts';
import type { StatusResult } from '../../operations/status.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';
import { renderFileChanges } from './fileChanges.ts';

const STATES: Readonly<Record<DirectoryState['state'], string>> = {
  modified: 'was edited',
  missing: 'is missing',
  'not-ours': 'was not put there by paks',
  outdated: 'holds what is no longer wanted',
  unwanted: 'is no longer in paks.lock',
};

/** The state of the lock, each directory that differs with its files, and how to go on. */
export function renderStatusResult(result: StatusResult, theme: Theme): string {
  const lines = result.directories.flatMap(({ id, directory, state, files }) => [
    `${theme.problem('✗')} ${printable(directory)} (${printable(id)}) ${STATES[state]}`,
    ...renderFileChanges(files),
  ]);
  return [...lockLines(result, theme), ...lines, ...patchedLine(result), lastLine(result)].join(
    '\n',
  );
}

function lockLines({ lock }: StatusResult, theme: Theme): readonly string[] {
  const problem = theme.problem('✗');
  switch (lock.state) {
    case 'current':
      return [];
    case 'missing':
      return [`${problem} there is no paks.lock: \`paks install\` writes it`];
    case 'conflict':
      return [`${problem} paks.lock has conflict markers: \`paks install\` resolves them`];
    case 'outdated':
      return [
        `${problem} paks.lock does not answer paks.toml: \`paks install\` settles it`,
        ...lock.reasons.map((reason) => `    ${printable(reason)}`),
      ];
  }
}

function patchedLine({ patched }: StatusResult): readonly string[] {
  return patched.length === 0 ? [] : [`patched by this project: ${printable(patched.join(', '))}`];
}

function lastLine({ directories, checked, clean }: StatusResult): string {
  const looked = count(checked, 'directory', 'directories');
  if (clean) return `${looked}, nothing changed.`;
  if (directories.length === 0) return `${looked}, nothing changed in them.`;
  const ways = [
    ...(directories.some(({ state }) => state === 'modified')
      ? ['`paks restore NAME` takes edits back, `paks patch NAME` keeps them']
      : []),
    ...(directories.some(({ state }) => state !== 'modified' && state !== 'not-ours')
      ? ['`paks install` does the rest']
      : []),
  ];
  const how = ways.length === 0 ? '' : ` ${ways.join('; ')}.`;
  return `${looked}, ${directories.length} not as locked.${how}`;
}
