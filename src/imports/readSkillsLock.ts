import { isCommitId } from '../model/Locator.ts';
import { normalizeFolder } from '../model/folderPath.ts';
import { isPackageName } from '../model/packageName.ts';
import type { ForeignNode } from './ForeignNode.ts';
import { foreignRepository } from './foreignRepository.ts';
import type { ForeignHash, ForeignSource, ImportedSkill, ImportReading } from './ImportReading.ts';
import { noEquivalent, readLines } from './noEquivalent.ts';
import { readCommitLock } from './readCommitLock.ts';

const GIT_KINDS = new Set(['github', 'gitlab', 'git', 'azure']);

/**
 * `skills-lock.json` in both kinds in use: that of the `skills` command (`version`, hashes of content and
 * no commits) and the one with `lockfileVersion` and commits; and the `.skill-lock.json` of personal skills,
 * whose hashes are git's own of the directory.
 */
export function readSkillsLock(root: ForeignNode): ImportReading {
  if (root.get('lockfileVersion') !== undefined) return readCommitLock(root);
  if (root.get('version') === undefined)
    root.fail('it has neither `version` nor `lockfileVersion`');
  const entries = root.get('skills')?.entries() ?? [];
  return {
    agents: [],
    ...readLines(entries.map(([name, entry]) => [name, () => [readEntry(name, entry)]] as const)),
  };
}

function readEntry(name: string, entry: ForeignNode): ImportedSkill {
  const written = entry.requiredText('source');
  return {
    name,
    source: sourceOf(entry, written),
    except: [],
    commit: null,
    hash: hashOf(entry),
    group: null,
    written,
  };
}

function sourceOf(entry: ForeignNode, written: string): ForeignSource {
  const kind = entry.optionalText('sourceType') ?? 'github';
  if (kind === 'local') {
    const path = normalizeFolder(written);
    return path === null ? entry.fail(`\`${written}\` is not a folder`) : { kind: 'path', path };
  }
  if (kind === 'node_modules') {
    if (!isPackageName(written)) entry.fail(`\`${written}\` is not an npm package`);
    return { kind: 'npm', package: written };
  }
  const address = entry.optionalText('sourceUrl');
  const isGit = GIT_KINDS.has(kind) || address?.endsWith('.git') === true;
  if (!isGit) throw noEquivalent(`Paks has no source of the kind \`${kind}\``);
  return foreignRepository(kind === 'github' ? written : (address ?? written), {
    host: kind === 'gitlab' ? 'gitlab.com' : 'github.com',
    path: entry.optionalText('skillPath'),
    reference: entry.optionalText('ref'),
  });
}

function hashOf(entry: ForeignNode): ForeignHash | null {
  const content = entry.optionalText('computedHash');
  if (content !== undefined && /^[0-9a-f]{64}$/.test(content)) {
    return { kind: 'concatenated', value: content };
  }
  const tree = entry.optionalText('skillFolderHash');
  return tree !== undefined && isCommitId(tree) ? { kind: 'tree', value: tree } : null;
}
