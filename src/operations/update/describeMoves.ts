import type { Pin } from '../../model/Locator.ts';
import { diffLockfiles, type LockChange } from '../../lockfile/diffLockfiles.ts';
import type { Integrity } from '../../model/Integrity.ts';
import type { LockedSkill, Lockfile } from '../../model/Lockfile.ts';
import type { Manifest } from '../../model/Manifest.ts';
import { filesOf, type SkillFile } from '../../model/SkillTree.ts';
import type { Store } from '../../store/Store.ts';
import { gainsOf } from '../diff/gainsOf.ts';
import { hashFile } from '../../io/contentHash.ts';
import type { Services } from '../Services.ts';
import { isStoreDamage } from '../storeDamage.ts';
import type { AllowedBy, MoveReview, UpdateMove } from './UpdateResult.ts';

/** The locks before and after an update, and what asks for their skills. */
export interface Moving {
  readonly before: readonly LockedSkill[];
  readonly after: Lockfile;
  readonly manifest: Manifest;
}

/** What moved, which requirement let it, and what there is to review; contents come from the store. */
export async function describeMoves(
  services: Services,
  { before, after, manifest }: Moving,
): Promise<readonly UpdateMove[]> {
  const { changed } = diffLockfiles({ skills: before }, after);
  const moved = changed.filter(({ kind, to }) => kind !== 'details' && to.pin.kind !== 'path');
  const store = await services.store();
  const moves: UpdateMove[] = [];
  for (const change of moved) {
    const { id, from, to, sameContent } = change;
    moves.push({
      id,
      from: from.version,
      to: to.version,
      sameContent,
      allowedBy: allowedBy(to, after, manifest),
      review: await review(store, change),
    });
  }
  return moves;
}

function allowedBy(
  { id, pin }: LockedSkill,
  { skills }: Lockfile,
  { skills: entries, overrides }: Manifest,
): readonly AllowedBy[] {
  const state = stateName(pin);
  const told = (range: string): string => state ?? range;
  const override = overrides.find((each) => each.id === id);
  if (override !== undefined) return [{ by: '[overrides]', range: told(override.range) }];
  return [
    ...entries
      .filter((entry) => entry.id === id)
      .map(({ range }) => ({ by: 'paks.toml', range: told(range) })),
    ...skills.flatMap((skill) =>
      skill.dependencies
        .filter((wanted) => wanted.id === id)
        .map(({ range }) => ({ by: skill.id, range: told(range) })),
    ),
  ];
}

/** What names one state where no range chooses; null where one does. */
function stateName(pin: Pin): string | null {
  if (pin.kind !== 'git') return null;
  const { reference } = pin;
  switch (reference.kind) {
    case 'versions':
      return null;
    case 'default':
      return 'the default branch';
    case 'branch':
    case 'tag':
      return `${reference.kind} ${reference.name}`;
    case 'commit':
      return `commit ${reference.id}`;
  }
}

async function review(store: Store, { from, to }: LockChange): Promise<MoveReview | null> {
  const before = await storedFiles(store, from.integrity);
  const after = await storedFiles(store, to.integrity);
  if (before === null || after === null) return null;
  const known = new Map(before.map((file) => [file.path, fileKey(file)]));
  const paths = new Set(after.map(({ path }) => path));
  const added = after.filter(({ path }) => !known.has(path)).length;
  const same = after.filter((file) => known.get(file.path) === fileKey(file)).length;
  return {
    added,
    changed: after.length - added - same,
    removed: before.filter(({ path }) => !paths.has(path)).length,
    gains: gainsOf(before, after),
  };
}

function fileKey(file: SkillFile): string {
  const { mode, sha256 } = hashFile(file);
  return `${mode} ${sha256}`;
}

/** Null where the store does not have it whole: an update says less then, and goes on. */
async function storedFiles(
  store: Store,
  integrity: Integrity | null,
): Promise<readonly SkillFile[] | null> {
  if (integrity === null || !(await store.has(integrity))) return null;
  try {
    return await filesOf(store.read(integrity));
  } catch (error) {
    if (isStoreDamage(error)) return null;
    throw error;
  }
}
