import { basename } from 'node:path/posix';
import { PaksError } from '../../errors/PaksError.ts';
import type { ManifestSkill } from '../../model/Manifest.ts';
import { isSkillId, isSpecificationName, type SkillId } from '../../model/SkillId.ts';
import { sourceKey } from '../../model/Source.ts';

/** What is known of a skill that gets a key. */
export interface Naming {
  /** `--name`; null where the person leaves it to Paks. */
  readonly wanted: string | null;
  /** The name its frontmatter gives. */
  readonly frontmatter: string | undefined;
  /** Its directory, '' for a repository's root. */
  readonly path: string;
  /** The repository's or folder's address, whose last part serves at the root. */
  readonly address: string;
}

/**
 * The key of a skill from git or a folder: the person's word, else the frontmatter's name if it is
 * valid, else the directory's if it is a safe file name. Throws `NAME_INVALID` where none is.
 */
export function proposeId({ wanted, frontmatter, path, address }: Naming): SkillId {
  if (wanted !== null) {
    if (isSkillId(wanted)) return wanted;
    throw invalid(`\`${wanted}\` cannot be the name of a skill`);
  }
  if (frontmatter !== undefined && isSpecificationName(frontmatter)) return frontmatter as SkillId;
  const directory = path === '' ? lastPart(address) : basename(path);
  if (isSkillId(directory)) return directory;
  throw invalid(`neither \`${frontmatter ?? ''}\` nor \`${directory}\` can name this skill`);
}

/** Of a URL, of `git@host:name.git`, or of a folder on any system. */
function lastPart(address: string): string {
  return basename(address.replace(/\.git$/, '').replace(/[\\:]/g, '/'));
}

/** Throws `NAME_COLLISION` when the manifest has another skill under this id. */
export function assertFree(skill: ManifestSkill, present: readonly ManifestSkill[]): void {
  const rival = present.find((candidate) => candidate.id === skill.id);
  if (rival === undefined || isSamePlace(rival, skill)) return;
  throw new PaksError('NAME_COLLISION', {
    message: `\`paks.toml\` already has a skill \`${skill.id}\`, from ${sourceKey(rival.source)}`,
    hint: 'give the new one another name with `--name NAME`, or remove the old one first',
  });
}

function isSamePlace({ source: left }: ManifestSkill, { source: right }: ManifestSkill): boolean {
  if (left.kind === 'git' && right.kind === 'git') {
    return left.url === right.url && left.path === right.path;
  }
  const isOnDisk = left.kind === 'path' || left.kind === 'npm';
  return left.kind === right.kind && (!isOnDisk || sourceKey(left) === sourceKey(right));
}

function invalid(message: string): PaksError {
  return new PaksError('NAME_INVALID', {
    message,
    hint: 'name it with `--name NAME`: lower-case letters, digits and single hyphens',
  });
}
