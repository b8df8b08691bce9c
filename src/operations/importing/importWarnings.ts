import type { InstallWarning } from '../InstallResult.ts';
import type { ImportedEntry } from './ImportedEntry.ts';
import type { ImportedResult } from './ImportResult.ts';

/** What is locked otherwise than the other tool's `file` had it: another commit, or other content. */
export function importWarnings(
  skills: readonly ImportedResult[],
  added: readonly ImportedEntry[],
  file: string,
): readonly InstallWarning[] {
  const commits = new Map(added.map(({ skill, commit }) => [skill.id as string, commit]));
  return skills.flatMap(({ id, content, commit, version }) => {
    const had = commits.get(id) ?? null;
    if (content === 'different') {
      return {
        code: 'import-content',
        message: `\`${id}\` has other content than \`${file}\` recorded`,
        hint: 'compare it with what is installed before you trust it; its source may have moved on since',
      };
    }
    if (had === null || had === commit) return [];
    return {
      code: 'import-commit',
      message: `\`${id}\` was locked at ${had.slice(0, 12)}, which is no version now; ${version} is locked instead`,
      hint: `see what differs with \`paks diff ${id} ${had} locked\``,
    };
  });
}
