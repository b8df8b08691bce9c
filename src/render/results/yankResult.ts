import type { YankResult } from '../../operations/yank.ts';
import type { Theme } from '../theme.ts';

/** One line on how the version stands, and what that means. */
export function renderYankResult(result: YankResult, theme: Theme): string {
  const { id, version, registry, yanked, changed } = result;
  const release = `${theme.name(id)}@${version}`;
  if (!changed)
    return `${release} was ${yanked ? 'yanked already' : 'not yanked'}; nothing changed.`;
  return yanked
    ? `Yanked ${release} on ${registry}: no new resolution takes it, locked projects keep it.`
    : `${release} on ${registry} may be chosen again.`;
}
