import { parseDuration } from '../model/duration.ts';
import { parseIntegrity } from '../model/Integrity.ts';
import type { DismissedFinding, Policy } from '../model/Manifest.ts';
import type { TomlNode } from '../toml/TomlNode.ts';

const FIELDS = ['minimum-release-age', 'allow-sources', 'audit', 'dismissed'];
const AUDIT_LEVELS = ['off', 'warn', 'error'] as const;
const SOURCE_PATTERN = /^(?:registry:.+|git:.+|npm:.+|path|\*)$/;

/** Reads `[policy]`; a missing table gives the defaults. */
export function readPolicy(node: TomlNode | undefined): Policy {
  node?.allow(FIELDS);
  const age = node?.get('minimum-release-age');
  const sources = node?.get('allow-sources');
  const audit = node?.get('audit');
  return {
    ...(age !== undefined && { minimumReleaseAge: readAge(age) }),
    ...(sources !== undefined && { allowSources: sources.items().map(readSourcePattern) }),
    ...(audit !== undefined && { audit: audit.oneOf(AUDIT_LEVELS) }),
    dismissed: (node?.get('dismissed')?.items() ?? []).map(readDismissed),
  };
}

function readAge(node: TomlNode): number {
  const text = node.text();
  return (
    parseDuration(text) ??
    node.fail(`\`${text}\` is not a duration`, 'write a number and a unit: `90m`, `12h` or `3d`')
  );
}

function readSourcePattern(node: TomlNode): string {
  const text = node.text();
  if (SOURCE_PATTERN.test(text)) return text;
  return node.fail(
    `\`${text}\` is not a kind of source`,
    'write `registry:NAME`, `git:host/owner/*`, `npm:PACKAGE` or `path`',
  );
}

function readDismissed(node: TomlNode): DismissedFinding {
  node.allow(['finding', 'integrity', 'reason']);
  const reason = node.get('reason')?.text();
  return {
    finding: required(node, 'finding').text(),
    integrity: required(node, 'integrity').parsed(parseIntegrity),
    ...(reason !== undefined && { reason }),
  };
}

function required(node: TomlNode, key: string): TomlNode {
  return node.get(key) ?? node.fail(`a dismissed finding needs \`${key}\``, undefined, 'key');
}
