import type { ErrorCode } from '../errors/catalog.ts';
import { isPaksError, PaksError } from '../errors/PaksError.ts';
import { hashFile, integrityOf } from '../io/contentHash.ts';
import { SkillMeter } from '../io/SkillMeter.ts';
import type { Integrity } from '../model/Integrity.ts';
import type { Locator } from '../model/Locator.ts';
import type { SkillFile, SkillTree } from '../model/SkillTree.ts';
import { PathPolicy, SKILL_FILE } from '../model/skillPath.ts';
import type { Store } from '../store/Store.ts';
import type { OpenedSkill } from './Fetcher.ts';

/** Where a skill goes, and who looks at its content before. */
export interface IngestOptions {
  readonly store: Store;
  /** Judges what the files say, once they are known to be the ones that were locked. Throws to refuse. */
  readonly inspect: (files: readonly SkillFile[], integrity: Integrity) => void | Promise<void>;
}

/**
 * The one way from a fetcher to the store, in this order: limits and paths while reading, a
 * `SKILL.md`, the locked integrity, the inspection, the store. Throws `LIMIT_EXCEEDED`, `UNSAFE_PATH`,
 * `NOT_A_SKILL`, `INTEGRITY_MISMATCH` or what the fetcher or `inspect` throws; then nothing is stored.
 */
export async function ingest(opened: OpenedSkill, options: IngestOptions): Promise<Integrity> {
  const { files, integrity } = await readVerified(opened);
  await options.inspect(files, integrity);
  return options.store.import(asTree(files), integrity);
}

/** A skill's files, whole, with the hash they come to. */
export interface VerifiedFiles {
  readonly files: readonly SkillFile[];
  readonly integrity: Integrity;
}

/** The first half of {@link ingest}: everything up to the inspection, and nothing is stored. */
export async function readVerified({ locator, tree }: OpenedSkill): Promise<VerifiedFiles> {
  const files = await readNamed(locator, tree);
  if (!files.some((file) => file.path === SKILL_FILE)) throw notASkill(locator);
  const integrity = integrityOf(files.map(hashFile));
  if (locator.integrity !== null && locator.integrity !== integrity) {
    throw mismatch(locator, locator.integrity, integrity);
  }
  return { files, integrity };
}

async function readNamed(locator: Locator, tree: SkillTree): Promise<readonly SkillFile[]> {
  try {
    return await readWithinLimits(tree);
  } catch (error) {
    throw named(locator, error);
  }
}

async function readWithinLimits(tree: SkillTree): Promise<readonly SkillFile[]> {
  const policy = new PathPolicy();
  const meter = new SkillMeter();
  const files: SkillFile[] = [];
  for await (const file of tree) {
    policy.admitFile(file.path);
    meter.add(file.path, file.bytes.length);
    files.push(file);
  }
  return files;
}

/** Failures of checks that know a path but not whose it is, with what to do where they do not say. */
const NAMELESS: ReadonlyMap<ErrorCode, string> = new Map([
  ['UNSAFE_PATH', 'rename it in the skill, or ask its author to'],
  ['UNSAFE_LINK', 'a skill may only link to files of its own; copy the file in'],
  ['UNSAFE_ARCHIVE', 'tell whoever runs the registry: no skill can be read from this archive'],
  ['LIMIT_EXCEEDED', 'make the skill smaller, or ask its author to'],
  ['NETWORK_TRUNCATED', 'run the command again'],
]);

function named({ id, version }: Locator, error: unknown): unknown {
  if (!isPaksError(error) || 'id' in error.data) return error;
  const remedy = NAMELESS.get(error.code);
  if (remedy === undefined) return error;
  return new PaksError(error.code, {
    message: `\`${id}@${version}\`: ${error.message}`,
    hint: error.hint ?? remedy,
    data: { ...error.data, id, version },
    cause: error,
  });
}

async function* asTree(files: readonly SkillFile[]): SkillTree {
  yield* files;
}

function notASkill({ id, version }: Locator): PaksError {
  return new PaksError('NOT_A_SKILL', {
    message: `\`${id}@${version}\` holds no \`${SKILL_FILE}\``,
    hint: 'check the `path`, and that the file is named exactly `SKILL.md`',
    data: { id, version },
  });
}

function mismatch({ id, version }: Locator, expected: Integrity, actual: Integrity): PaksError {
  return new PaksError('INTEGRITY_MISMATCH', {
    message: `\`${id}@${version}\` has the content \`${actual}\`, but \`${expected}\` is locked`,
    hint: 'its source now serves other bytes than those that were locked; find out why before taking them',
    data: { id, version, expected, actual },
  });
}
