import { normalizeFolder } from '../model/folderPath.ts';
import { isCommitId } from '../model/Locator.ts';
import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ImportedSkill, ImportReading } from './ImportReading.ts';
import { readLines } from './noEquivalent.ts';

/**
 * The `skills-lock.json` that pins commits (`lockfileVersion` 1): of each skill the address, the commit, the
 * directory and a hash of its content.
 */
export function readCommitLock(root: ForeignNode): ImportReading {
  const entries = root.get('skills')?.entries() ?? [];
  const lines = entries.map(([name, entry]) => [name, () => [readEntry(name, entry)]] as const);
  return { agents: [], ...readLines(lines) };
}

function readEntry(name: string, entry: ForeignNode): ImportedSkill {
  const written = entry.optionalText('spec') ?? name;
  const hash = entry.optionalText('integrity');
  const about = { name, except: [], group: null, written };
  if (written.startsWith('file:')) {
    const path = normalizeFolder(written.slice('file:'.length));
    if (path === null) return entry.fail(`\`${written}\` is not a folder`);
    return { ...about, source: { kind: 'path', path }, commit: null, hash: null };
  }
  const commit = entry.requiredText('commit');
  if (!isCommitId(commit)) return entry.fail('`commit` has to be 40 lower-case hex digits');
  return {
    ...about,
    source: foreignRepository(entry.requiredText('resolved'), {
      host: 'github.com',
      path: entry.optionalText('path') ?? '',
      reference: entry.optionalText('ref'),
    }),
    commit,
    hash:
      hash?.startsWith('sha256-') === true
        ? { kind: 'separated', value: hash.slice('sha256-'.length) }
        : null,
  };
}
