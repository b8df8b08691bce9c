import { isAbsolute, join, relative, sep } from 'node:path';
import { isUnder } from '../io/safePath.ts';
import { isIntegrity } from '../model/Integrity.ts';
import type { Version } from '../model/Range.ts';
import { parseSkillId } from '../model/SkillId.ts';
import { type Installed, isTargetName, type LinkKind } from './Link.ts';
import { type Ledger, type LedgerRow, rowsByTarget } from './Ledger.ts';

/** The newest format of `.paks/state.json` this version reads; another one counts as unreadable. */
const LEDGER_VERSION = 1;

/**
 * Where a ledger's paths are: relative to `root` inside it, absolute elsewhere. In a project's
 * ledger nothing is elsewhere: such rows are not believed.
 */
export interface LedgerBase {
  readonly root: string;
  readonly scope: 'project' | 'user';
}

/** The text of `.paks/state.json`: sorted, so that equal ledgers have equal bytes. */
export function formatLedger(ledger: Ledger, { root }: LedgerBase): string {
  const directories: Record<string, Record<string, unknown>> = {};
  for (const [, row] of sortedByKey(ledger.rows)) {
    const directory = portable(root, row.directory);
    directories[directory] = { ...directories[directory], [row.name]: formatRow(row, root) };
  }
  const document = {
    version: LEDGER_VERSION,
    inputs: Object.fromEntries(sortedByKey(Object.entries(ledger.inputs))),
    made: [...ledger.made].map((path) => portable(root, path)).sort(),
    directories,
  };
  return `${JSON.stringify(document, null, 1)}\n`;
}

/** Reads what {@link formatLedger} wrote; null for anything else, whole: half a ledger is no ledger. */
export function parseLedger(text: string, base: LedgerBase): Ledger | null {
  try {
    return readDocument(JSON.parse(text), base);
  } catch {
    return null;
  }
}

function formatRow({ installed, fingerprint, previous }: LedgerRow, root: string): unknown {
  return {
    ...formatInstalled(installed, root),
    fingerprint,
    ...(previous === null ? {} : { previous: formatInstalled(previous, root) }),
  };
}

function formatInstalled({ source, ...rest }: Installed, root: string): object {
  return source === null ? rest : { ...rest, source: portable(root, source) };
}

function sortedByKey<Value>(entries: Iterable<readonly [string, Value]>) {
  return [...entries].sort(([left], [right]) => (left < right ? -1 : 1));
}

function readDocument(value: unknown, base: LedgerBase): Ledger {
  const document = object(value);
  if (document['version'] !== LEDGER_VERSION) throw new TypeError('another format');
  const rows = Object.entries(object(document['directories'])).flatMap(([directory, names]) =>
    Object.entries(object(names)).map(([name, row]) => readRow({ directory, name, row }, base)),
  );
  const inputs = Object.entries(object(document['inputs'])).map(([key, hash]): [string, string] => [
    key,
    string(hash),
  ]);
  return {
    rows: rowsByTarget(rows),
    made: new Set(array(document['made']).map((path) => absolute(base, string(path)))),
    inputs: Object.fromEntries(inputs),
  };
}

function readRow(
  { directory, name, row }: { directory: string; name: string; row: unknown },
  base: LedgerBase,
): LedgerRow {
  if (!isTargetName(name)) throw new TypeError('a name that was never ours');
  const fields = object(row);
  return {
    directory: absolute(base, directory),
    name,
    installed: readInstalled(fields, base),
    fingerprint: fields['fingerprint'] === null ? null : string(fields['fingerprint']),
    previous: fields['previous'] === undefined ? null : readInstalled(fields['previous'], base),
  };
}

function readInstalled(value: unknown, base: LedgerBase): Installed {
  const fields = object(value);
  const kind = readKind(fields['kind']);
  const identity = {
    id: parseSkillId(string(fields['id'])),
    version: version(fields['version']),
  };
  if (kind === 'editable') {
    const source = string(fields['source']);
    return { ...identity, kind, integrity: null, source: fromRoot(base.root, source) };
  }
  const integrity = string(fields['integrity']);
  if (!isIntegrity(integrity)) throw new TypeError('no integrity');
  return { ...identity, kind, integrity, source: null };
}

function readKind(value: unknown): LinkKind {
  if (value === 'copied' || value === 'symlink' || value === 'editable') return value;
  throw new TypeError('an unknown kind');
}

function portable(root: string, path: string): string {
  if (path === root) return '.';
  return isUnder(root, path) ? relative(root, path).replaceAll(sep, '/') : path;
}

function absolute({ root, scope }: LedgerBase, path: string): string {
  const result = fromRoot(root, path);
  if (scope === 'user' || isUnder(root, result)) return result;
  throw new TypeError('outside the project');
}

function fromRoot(root: string, path: string): string {
  return isAbsolute(path) ? join(path) : join(root, path);
}

function object(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('not an object');
  }
  return value as Record<string, unknown>;
}

function array(value: unknown): readonly unknown[] {
  if (!Array.isArray(value)) throw new TypeError('not a list');
  return value as readonly unknown[];
}

function string(value: unknown): string {
  if (typeof value !== 'string') throw new TypeError('not a text');
  return value;
}

/** The shape of a version is enough here: it is only shown, and a no-op should not load semver. */
function version(value: unknown): Version {
  const text = string(value);
  if (!/^\d{1,16}\.\d{1,16}\.\d{1,16}(?:-[0-9A-Za-z.-]{1,200})?$/.test(text)) {
    throw new TypeError('not a version');
  }
  return text as Version;
}
