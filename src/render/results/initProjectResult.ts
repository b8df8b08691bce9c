import type { InitProjectResult } from '../../operations/initProject.ts';
import type { Theme } from '../theme.ts';

/** What `paks init --project` wrote. */
export function renderInitProjectResult(result: InitProjectResult, theme: Theme): string {
  const lines = result.created
    ? [`Wrote ${theme.name(result.manifest)}. Add a skill with \`paks add account/name\`.`]
    : [];
  if (result.mergeDriver !== null) {
    const file = theme.name('.gitattributes');
    lines.push(
      result.mergeDriver.attributes === 'written'
        ? `Git merges paks.lock with Paks: commit ${file}; this clone is configured.`
        : `Git merges paks.lock with Paks: ${file} said so already; this clone is configured.`,
    );
  }
  return lines.join('\n');
}
