import { join } from 'node:path';
import type { FileSystem } from '../../io/FileSystem.ts';
import { readRegularFile } from '../../io/readRegularFile.ts';
import { readLedger, stateDirectory } from '../../linker/ownership.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { INPUT_LIMITS } from '../../model/limits.ts';
import { LOCK_FILE } from '../../project/findProject.ts';
import { knownProjects } from '../../store/knownProjects.ts';
import type { InstallWarning } from '../InstallResult.ts';

/** What the known projects of a cache count on. */
export interface ProjectNeeds {
  /** How many of them are still there. */
  readonly projects: number;
  /** Hashes that a lock or a ledger mentions. */
  readonly integrities: ReadonlySet<string>;
  /** Commits that a lock mentions. */
  readonly commits: ReadonlySet<string>;
  /** Hashes whose store entries agents read directly (`link = "symlink"`). */
  readonly linked: ReadonlySet<Integrity>;
  /** Notes about projects that are gone. */
  readonly stale: readonly string[];
  readonly warnings: readonly InstallWarning[];
}

const INTEGRITY = /sha256-[A-Za-z0-9+/]{43}=/g;
const COMMIT = /\b[0-9a-f]{40}\b/g;

/**
 * Reads the locks and ledgers of all known projects. Locks are searched, not parsed: one with
 * conflicts or of a newer format keeps what it mentions too.
 */
export function neededByProjects(fs: FileSystem, cacheDirectory: string): ProjectNeeds {
  const integrities = new Set<string>();
  const commits = new Set<string>();
  const linked = new Set<Integrity>();
  const stale: string[] = [];
  const warnings: InstallWarning[] = [];
  const known = knownProjects(fs, cacheDirectory);
  for (const { root, record } of known) {
    if (fs.stat(root)?.isDirectory() !== true) {
      stale.push(record);
      continue;
    }
    for (const path of [join(root, LOCK_FILE), join(stateDirectory(root), 'state.json')]) {
      const text = readIfPossible(fs, path, warnings);
      for (const [integrity] of text.matchAll(INTEGRITY)) integrities.add(integrity);
      for (const [commit] of text.matchAll(COMMIT)) commits.add(commit);
    }
    for (const integrity of linkedBy(fs, root)) linked.add(integrity);
  }
  return { projects: known.length - stale.length, integrities, commits, linked, stale, warnings };
}

function linkedBy(fs: FileSystem, root: string): readonly Integrity[] {
  const { ledger } = readLedger(fs, { root, scope: 'project' });
  return [...ledger.rows.values()].flatMap(({ installed }) =>
    installed.kind === 'symlink' && installed.integrity !== null ? [installed.integrity] : [],
  );
}

function readIfPossible(fs: FileSystem, path: string, warnings: InstallWarning[]): string {
  try {
    const bytes = readRegularFile(fs, path, INPUT_LIMITS.lockfileBytes);
    return bytes === null ? '' : new TextDecoder().decode(bytes);
  } catch {
    warnings.push({
      code: 'lock-unreadable',
      message: `\`${path}\` cannot be read, so nothing is kept for its sake`,
      hint: 'what its project needs is fetched again when it is next installed',
    });
    return '';
  }
}
