import type { Ledger } from '../../linker/Ledger.ts';
import type { Manifest } from '../../model/Manifest.ts';

/**
 * The groups whose skills are all installed: what an install has to be told so that it takes none of
 * them away.
 */
export function installedGroups({ skills }: Manifest, { rows }: Ledger): readonly string[] {
  const installed = new Set([...rows.values()].map((row) => row.installed.id));
  const groups = new Map<string, boolean>();
  for (const { group, id } of skills) {
    if (group !== null) groups.set(group, (groups.get(group) ?? true) && installed.has(id));
  }
  return [...groups].flatMap(([group, whole]) => (whole ? [group] : []));
}
