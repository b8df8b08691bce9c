import { randomBytes } from 'node:crypto';
import { basename, dirname, join } from 'node:path';
import type { FileSystem } from '../io/FileSystem.ts';
import { removeReadOnlyTree } from '../io/removeReadOnlyTree.ts';
import type { Ledger } from './Ledger.ts';
import { type Target, targetPath } from './Link.ts';
import type { LinkContext } from './LinkContext.ts';
import { stateDirectory } from './ownership.ts';
import { checkTarget } from './parents.ts';

/**
 * Names beside a target while it changes. `staged`: the new content, not there yet. `old`: what was
 * there, until the new content is. `trash`: decided to go.
 */
export interface SideNames {
  readonly staged: string;
  readonly old: string;
  readonly trash: string;
}

const LEFTOVER = /^\.(.+)\.paks-[0-9a-f]{12}(\.old|\.trash)?$/;
/** What `atomicWrite` has beside the files that linking writes. */
const HALF_WRITTEN = /^\.(?:\.gitignore|state\.json)\.[0-9a-f]{12}\.paks-tmp$/;

/** Fresh names beside the path of a target, on the same file system. */
export function sideNames(path: string): SideNames {
  const random = randomBytes(6).toString('hex');
  const staged = join(dirname(path), `.${basename(path)}.paks-${random}`);
  return { staged, old: `${staged}.old`, trash: `${staged}.trash` };
}

/**
 * Ends what a killed run began: an old content whose place is empty goes back there, everything else
 * left beside the targets is deleted. Afterwards each skill is whole, old or new. The caller holds
 * the lock, so nothing found here is another process's. Throws `UNSAFE_TARGET`.
 */
export function recoverLinks(
  context: LinkContext,
  ledger: Ledger,
  wanted: readonly Target[],
): void {
  const { fs, root } = context;
  const places = new Set([stateDirectory(root), ...ledger.made]);
  for (const target of [...ledger.rows.values(), ...wanted]) {
    checkTarget(context, target);
    places.add(target.directory).add(dirname(targetPath(target)));
  }
  for (const place of places) {
    if (fs.stat(place)?.isDirectory() === true) recoverIn(fs, place);
  }
}

function recoverIn(fs: FileSystem, place: string): void {
  for (const { name } of fs.readDirectory(place)) {
    const path = join(place, name);
    if (HALF_WRITTEN.test(name)) fs.removeFile(path);
    const [, target, stage] = LEFTOVER.exec(name) ?? [];
    if (target === undefined) continue;
    const home = join(place, target);
    if (stage === '.old' && fs.lstat(home) === undefined) fs.rename(path, home);
    else removeReadOnlyTree(fs, path);
  }
}
