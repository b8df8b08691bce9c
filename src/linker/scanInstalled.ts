import { dirname, resolve } from 'node:path';
import { setImmediate as turn } from 'node:timers/promises';
import type { HashedFile } from '../io/contentHash.ts';
import type { FileSystem } from '../io/FileSystem.ts';
import type { Ledger, LedgerRow } from './Ledger.ts';
import {
  type Installed,
  installedBy,
  isSameContent,
  type Target,
  targetKey,
  targetPath,
  type WantedLink,
} from './Link.ts';
import type { LinkContext } from './LinkContext.ts';
import { fingerprintOf } from './fingerprint.ts';
import { hashedOriginal } from './hashedOriginal.ts';
import { type Content, readContent, type SkillFiles } from './readContent.ts';

/** Paths within a skill that differ from what Paks put there; sorted. */
export interface Changes {
  readonly added: readonly string[];
  readonly changed: readonly string[];
  readonly removed: readonly string[];
}

/** What is at one target, judged by the ledger and, where that is not enough, by content. */
export type Fact =
  | { readonly state: 'missing' }
  /** As the ledger has it. */
  | { readonly state: 'intact'; readonly installed: Installed; readonly fingerprint: string }
  /** Known content that the ledger has not, or not with this fingerprint. */
  | { readonly state: 'touched'; readonly installed: Installed; readonly fingerprint: string }
  /** A link of ours that leads nowhere any more. */
  | { readonly state: 'broken'; readonly installed: Installed }
  /** Ours, but edited. `changes` is null when the store has forgotten the original. */
  | { readonly state: 'modified'; readonly installed: Installed; readonly changes: Changes | null }
  /** Not ours. */
  | { readonly state: 'foreign'; readonly found: Content['kind'] };

/** Facts by `targetKey`. */
export type Facts = ReadonlyMap<string, Fact>;

/** What is to be scanned; `thorough` reads every byte instead of believing fingerprints. */
export interface ScanInput {
  readonly wanted: readonly WantedLink[];
  readonly ledger: Ledger;
  readonly thorough?: boolean | undefined;
}

const TARGETS_PER_TURN = 20;

/** The facts of every target that is wanted or in the ledger. Reads only. */
export async function scanInstalled(context: LinkContext, input: ScanInput): Promise<Facts> {
  const facts = new Map<string, Fact>();
  const { rows } = input.ledger;
  const wanted = new Map(input.wanted.map((link) => [targetKey(link), link]));
  for (const [key, target] of new Map<string, Target>([...rows, ...wanted])) {
    if (facts.size % TARGETS_PER_TURN === 0) await turn();
    const row = rows.get(key);
    const link = wanted.get(key);
    facts.set(key, await factOf(context, target, { row, link, thorough: input.thorough === true }));
  }
  return facts;
}

interface Expectation {
  readonly row: LedgerRow | undefined;
  readonly link: WantedLink | undefined;
  readonly thorough: boolean;
}

async function factOf(
  context: LinkContext,
  target: Target,
  { row, link, thorough }: Expectation,
): Promise<Fact> {
  const { fs } = context;
  const path = targetPath(target);
  const fingerprint = fingerprintOf(fs, path);
  if (fingerprint === null) return { state: 'missing' };
  const asRecorded = row !== undefined && row.fingerprint === fingerprint;
  if (asRecorded && row.installed.kind !== 'copied' && fs.stat(path) === undefined) {
    return { state: 'broken', installed: row.installed };
  }
  if (asRecorded && !thorough) return { state: 'intact', installed: row.installed, fingerprint };

  const content = readContent(fs, path);
  for (const installed of candidates(row, link)) {
    if (!holds(fs, path, { content, installed })) continue;
    const known = asRecorded && isSameContent(installed, row.installed);
    return { state: known ? 'intact' : 'touched', installed, fingerprint };
  }
  const installed = lastInstalled(row);
  if (installed === null) return { state: 'foreign', found: content.kind };
  return { state: 'modified', installed, changes: await changesOf(context, content, installed) };
}

/** What was last put there for certain; an intent that a kill left behind is not enough. */
function lastInstalled(row: LedgerRow | undefined): Installed | null {
  if (row === undefined) return null;
  return row.fingerprint === null ? row.previous : row.installed;
}

function candidates(
  row: LedgerRow | undefined,
  link: WantedLink | undefined,
): readonly Installed[] {
  return [
    ...(row === undefined ? [] : [row.installed]),
    ...(row?.previous ? [row.previous] : []),
    ...(link === undefined ? [] : [installedBy(link)]),
  ];
}

function holds(
  fs: FileSystem,
  path: string,
  { content, installed }: { content: Content; installed: Installed },
): boolean {
  switch (installed.kind) {
    case 'copied':
      return content.kind === 'directory' && content.integrity === installed.integrity;
    case 'symlink':
      return content.kind === 'link' && content.integrity === installed.integrity;
    case 'editable':
      return (
        content.kind === 'link' &&
        installed.source !== null &&
        leadsTo(fs, path, { resolved: content.resolved, source: installed.source })
      );
  }
}

function leadsTo(
  fs: FileSystem,
  path: string,
  { resolved, source }: { resolved: string | null; source: string },
): boolean {
  if (resolved === null) return resolve(dirname(path), fs.readLink(path)) === source;
  return fs.stat(source) !== undefined && fs.realPath(source) === resolved;
}

async function changesOf(
  context: LinkContext,
  content: Content,
  { integrity }: Installed,
): Promise<Changes | null> {
  if (content.kind !== 'directory' || integrity === null) return null;
  const original = await hashedOriginal(context, integrity);
  return original === null ? null : compare(original, content.files);
}

function compare(original: ReadonlyMap<string, HashedFile>, files: SkillFiles): Changes {
  const changed = (path: string, before: HashedFile): boolean => {
    const now = files.get(path);
    return now?.sha256 !== before.sha256 || now.mode !== before.mode;
  };
  return {
    added: [...files.keys()].filter((path) => !original.has(path)).sort(),
    changed: [...original].flatMap(([path, before]) =>
      files.has(path) && changed(path, before) ? [path] : [],
    ),
    removed: [...original.keys()].filter((path) => !files.has(path)),
  };
}
