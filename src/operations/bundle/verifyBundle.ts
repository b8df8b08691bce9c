import { codeOf } from '../../errors/describeFailure.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { ContentHash } from '../../io/contentHash.ts';
import { SkillMeter } from '../../io/SkillMeter.ts';
import { readArchive } from '../../io/archive.ts';
import { formatLockfile } from '../../lockfile/formatLockfile.ts';
import { parseLockfile } from '../../lockfile/parseLockfile.ts';
import type { Integrity } from '../../model/Integrity.ts';
import { integrityHex } from '../../model/Integrity.ts';
import type { Lockfile } from '../../model/Lockfile.ts';
import { PathPolicy } from '../../model/skillPath.ts';
import type { SkillTree } from '../../model/SkillTree.ts';
import type { Bundle } from './Bundle.ts';
import { bundledSkills } from './bundledSkills.ts';
import { invalidBundle } from './readBundle.ts';

/**
 * Holds a bundle against a lock: made for this very lock, exactly the skills it names, each archive
 * the content that is locked. Reads only. Throws `BUNDLE_INVALID`, `INTEGRITY_MISMATCH`, or what
 * refuses an archive.
 */
export async function verifyBundle(bundle: Bundle, lockfile: Lockfile): Promise<void> {
  const own = formatLockfile(parseLockfile(bundle.lock, 'paks.lock of the bundle'));
  if (own !== formatLockfile(lockfile)) throw invalidBundle('was made for another `paks.lock`');
  const skills = bundledSkills(lockfile.skills);
  const wanted = new Map<string, Integrity>();
  for (const { id, integrity } of skills) {
    if (integrity === null) continue;
    const hex = integrityHex(integrity);
    if (!bundle.archives.has(hex)) throw invalidBundle(`lacks the content of \`${id}\``);
    wanted.set(hex, integrity);
  }
  for (const [hex, bytes] of bundle.archives) {
    const integrity = wanted.get(hex);
    if (integrity === undefined) throw invalidBundle(`holds \`${hex}\`, which is not locked`);
    await verifyArchive(bytes, integrity);
  }
}

/** The files of one archive of a bundle. */
export function bundledTree(bytes: Uint8Array): SkillTree {
  return unpack(bytes);
}

// What is cut short here is no download that could be repeated.
async function* unpack(bytes: Uint8Array): SkillTree {
  try {
    yield* readArchive(once(bytes));
  } catch (error) {
    if (codeOf(error) !== 'NETWORK_TRUNCATED') throw error;
    throw invalidBundle('holds an archive that ends too early');
  }
}

async function verifyArchive(bytes: Uint8Array, expected: Integrity): Promise<void> {
  const hash = new ContentHash();
  const paths = new PathPolicy();
  const meter = new SkillMeter();
  for await (const file of bundledTree(bytes)) {
    paths.admitFile(file.path);
    meter.add(file.path, file.bytes.length);
    hash.add(file);
  }
  const actual = hash.finish();
  if (actual === expected) return;
  throw new PaksError('INTEGRITY_MISMATCH', {
    message: `the bundle has the content \`${actual}\` where \`${expected}\` is locked`,
    hint: 'somebody changed the bundle; take it from where it was made',
    data: { expected, actual },
  });
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
