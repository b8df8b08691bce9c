import { followLink } from '../../../../src/git/followLink.ts';
import type { CommitTree, GitClient, TreeEntry } from '../../../../src/git/GitClient.ts';
import { SkillMeter } from '../../../../src/io/SkillMeter.ts';
import type { CommitId } from '../../../../src/model/Locator.ts';
import { SKILL_LIMITS } from '../../../../src/model/limits.ts';
import { isReferenceName } from '../../../../src/model/referenceName.ts';
import { checkSkillPaths, SKILL_FILE } from '../../../../src/model/skillPath.ts';
import type { SkillFile } from '../../../../src/model/SkillTree.ts';
import { Refusal } from '../http/Refusal.ts';

/** Where a stranger says that a skill is. `path` is '' for the repository's root. */
export interface TaggedPlace {
  readonly url: string;
  readonly tag: string;
  readonly path: string;
}

/** The files of a skill at a tag, links resolved, within all limits; nothing else is judged yet. */
export interface TaggedSkill {
  readonly commit: CommitId;
  readonly files: readonly SkillFile[];
}

/**
 * Reads a skill from git's object database: no checkout, so nothing of it runs, is filtered or
 * converted. Throws `TAG_NOT_FOUND`, `INVALID_SKILL`, or what the git client throws.
 */
export async function readTaggedSkill(git: GitClient, place: TaggedPlace): Promise<TaggedSkill> {
  const commit = await findTag(git, place);
  const tree = await git.tree(place.url, commit);
  const entries = skillEntries(tree, place);
  const blobs = await readBlobs(git, place.url, { commit, entries: [...entries.values()] });
  const read = (id: string) => Promise.resolve(blobs.get(id) ?? new Uint8Array());
  const question = { id: place.path || place.url, entries, read };
  const meter = new SkillMeter();
  const files: SkillFile[] = [];
  for (const entry of entries.values()) {
    const file = await followLink(entry, question);
    const bytes = await read(file.id);
    refuseLargeFilePointer(entry.path, bytes);
    meter.add(entry.path, bytes.length);
    files.push({ path: entry.path, mode: file.mode === '100755' ? 0o755 : 0o644, bytes });
  }
  return { commit, files };
}

async function findTag(git: GitClient, { url, tag }: TaggedPlace): Promise<CommitId> {
  const name = `refs/tags/${tag}`;
  const references = isReferenceName(name) ? await git.references(url, [name]) : [];
  const found = references.find((reference) => reference.name === name);
  if (found !== undefined) return found.commit;
  throw new Refusal('TAG_NOT_FOUND', `\`${url}\` has no tag \`${tag}\``, { details: { url, tag } });
}

function skillEntries(tree: CommitTree, place: TaggedPlace): ReadonlyMap<string, TreeEntry> {
  const prefix = place.path === '' ? '' : `${place.path}/`;
  const entries = new Map<string, TreeEntry>();
  for (const entry of tree.entries) {
    if (!entry.path.startsWith(prefix)) continue;
    const path = entry.path.slice(prefix.length);
    entries.set(path, { ...entry, path });
  }
  refuseShape([...entries.values()], place);
  return entries;
}

function refuseShape(entries: readonly TreeEntry[], { url, tag, path }: TaggedPlace): void {
  const where = `\`${url}\` at \`${tag}\`${path === '' ? '' : ` in \`${path}\``}`;
  if (!entries.some((entry) => entry.path === SKILL_FILE)) {
    throw new Refusal('INVALID_SKILL', `${where} holds no \`${SKILL_FILE}\``);
  }
  if (entries.length > SKILL_LIMITS.files) {
    throw new Refusal('TOO_LARGE', `${where} holds more than ${SKILL_LIMITS.files} files`);
  }
  const submodule = entries.find((entry) => entry.mode === '160000');
  if (submodule !== undefined) {
    throw new Refusal('INVALID_SKILL', `${where} holds the submodule \`${submodule.path}\``);
  }
  checkSkillPaths(entries.map((entry) => entry.path));
}

interface Wanted {
  readonly commit: CommitId;
  readonly entries: readonly TreeEntry[];
}

async function readBlobs(
  git: GitClient,
  url: string,
  { commit, entries }: Wanted,
): Promise<ReadonlyMap<string, Uint8Array>> {
  const ids = [...new Set(entries.map((entry) => entry.id))];
  const blobs = new Map<string, Uint8Array>();
  let bytes = 0;
  for await (const blob of git.blobs(url, commit, ids)) {
    bytes += blob.bytes.length;
    if (bytes > SKILL_LIMITS.bytes) {
      throw new Refusal('TOO_LARGE', `the skill holds more than ${SKILL_LIMITS.bytes} bytes`);
    }
    blobs.set(blob.id, blob.bytes);
  }
  return blobs;
}

const POINTER = 'version https://git-lfs.github.com/spec/';
const LARGEST_POINTER = 1024;

function refuseLargeFilePointer(path: string, bytes: Uint8Array): void {
  if (bytes.length > LARGEST_POINTER) return;
  if (!Buffer.from(bytes.subarray(0, POINTER.length)).equals(Buffer.from(POINTER))) return;
  throw new Refusal('INVALID_SKILL', `\`${path}\` is a Git LFS pointer, not the file itself`, {
    details: { path },
  });
}
