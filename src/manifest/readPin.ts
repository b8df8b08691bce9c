import { isCommitId } from '../model/Locator.ts';
import type { ManifestPin } from '../model/ManifestPin.ts';
import { parseVersion } from '../model/Range.ts';
import type { Source } from '../model/Source.ts';
import type { TomlNode } from '../toml/TomlNode.ts';

/** The keys by which an entry says where a skill stays, and why. */
export const PIN_FIELDS = ['pin', 'pin-reason'] as const;

/** Reads `pin` and `pin-reason` of an entry from this source; undefined where there is no pin. */
export function readPin(entry: TomlNode, source: Source): ManifestPin | undefined {
  const node = entry.get('pin');
  const why = entry.get('pin-reason');
  if (node === undefined) {
    why?.fail('`pin-reason` needs `pin`', 'add `pin`, or remove `pin-reason`', 'key');
    return undefined;
  }
  const reason = why?.text();
  return { ...readTarget(node, source), ...(reason !== undefined && { reason }) };
}

function readTarget(node: TomlNode, source: Source): ManifestPin {
  if (source.kind !== 'registry' && source.kind !== 'git') {
    node.fail('only a skill of a registry or a git repository is pinned', 'remove `pin`', 'key');
  }
  if (source.kind === 'registry' || source.reference.kind === 'versions') {
    return { kind: 'version', version: node.parsed(parseVersion) };
  }
  const { kind } = source.reference;
  if (kind === 'tag' || kind === 'commit') {
    const key = kind === 'tag' ? 'tag' : 'rev';
    node.fail(`\`${key}\` names one commit already`, 'remove `pin`', 'key');
  }
  const commit = node.text().toLowerCase();
  if (isCommitId(commit)) return { kind: 'commit', commit };
  return node.fail(
    `\`${node.text()}\` is not a commit`,
    'without `version` a pin names a commit: write all 40 hexadecimal digits',
  );
}
