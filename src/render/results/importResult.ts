import { printable } from '../../errors/printable.ts';
import type { ImportResult } from '../../operations/importing/ImportResult.ts';
import { count } from '../count.ts';
import type { Theme } from '../theme.ts';

/** What was taken over from another tool, what clashes, and what has no equivalent. */
export function renderImportResult(result: ImportResult, theme: Theme): string {
  const { skills, conflicts, unmatched, dryRun } = result;
  const lines = skills.map(({ id, state, version, commit, content }) => {
    const at =
      commit === null ? printable(version) : `${printable(version)} (${commit.slice(0, 7)})`;
    const same = content === 'same' ? ', same content' : '';
    const sign = state === 'added' ? '+' : '=';
    return `${sign} ${theme.name(printable(id))} ${at}${state === 'kept' ? ', already there' : same}`;
  });
  if (conflicts.length > 0) {
    lines.push('Not taken over, because the name is taken:');
    for (const { id, present, imported } of conflicts) {
      lines.push(`  ${printable(id)}: ${printable(imported)}; it is ${printable(present)} here`);
    }
  }
  if (unmatched.length > 0) {
    lines.push('No equivalent:');
    for (const { what, why } of unmatched) lines.push(`  ${printable(what)}: ${printable(why)}`);
  }
  const added = skills.filter(({ state }) => state === 'added').length;
  const verb = dryRun ? 'would be taken over' : 'taken over';
  const next = added === 0 || dryRun ? '' : ' Run `paks install`.';
  return [...lines, `${count(added, 'skill')} ${verb} from ${printable(result.file)}.${next}`].join(
    '\n',
  );
}
