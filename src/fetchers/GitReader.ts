import { PaksError } from '../errors/PaksError.ts';
import { followLink } from '../git/followLink.ts';
import type { RemoteReference } from '../git/GitClient.ts';
import { parseTag, type TaggedVersion, versionsOfSkill } from '../git/tags.ts';
import type { Dependency } from '../model/Dependency.ts';
import type { CommitId, Locator } from '../model/Locator.ts';
import type { Version } from '../model/Range.ts';
import { SKILL_FILE } from '../model/skillPath.ts';
import type { SkillId } from '../model/SkillId.ts';
import { type GitSource, sourceKey } from '../model/Source.ts';
import type { Candidate } from '../resolver/Provider.ts';
import { askReference } from './findReference.ts';
import type { GitObjects } from './GitObjects.ts';
import { assertNoSubmodules, entriesBelow } from './gitSkillEntries.ts';
import { missingSkill } from './missingSkill.ts';
import type { PinnedCommits } from './pinnedCommits.ts';
import { pseudoVersion } from './pseudoVersion.ts';
import type { ReadSkillText } from './readSkillText.ts';
import type { SourceReader } from './SourceReader.ts';

/** Skills up to this many files are fetched whole with their `SKILL.md`: they will be needed. */
const EAGER_FILES = 64;

/** What pins one version of a git skill. */
interface Revision {
  readonly version: Version;
  readonly commit: CommitId;
  readonly tag?: string | undefined;
}

/** Reads git repositories: semver tags for a range, else the one commit that the reference names. */
export class GitReader implements SourceReader<GitSource> {
  readonly #objects: GitObjects;
  readonly #readSkill: ReadSkillText;
  readonly #pins: PinnedCommits;

  constructor(objects: GitObjects, readSkill: ReadSkillText, pins: PinnedCommits = new Map()) {
    this.#objects = objects;
    this.#readSkill = readSkill;
    this.#pins = pins;
  }

  async candidates(id: SkillId, source: GitSource): Promise<readonly Candidate[]> {
    const revisions = await this.#revisions(id, source);
    // A commit's date is its author's word, so no release age counts for git (`publishedAt` null).
    return revisions.map(({ version }) => ({
      version,
      yanked: false,
      publishedAt: null,
      dependencies: null,
    }));
  }

  async dependencies(
    id: SkillId,
    version: Version,
    source: GitSource,
  ): Promise<readonly Dependency[]> {
    const { commit, tag } = await this.#revision(id, version, source);
    const tree = await this.#objects.tree(source.url, commit);
    const entries = entriesBelow(tree, source.path);
    const skill = entries.find((entry) => entry.path === SKILL_FILE);
    if (skill === undefined) throw missingSkill(id, source, tree);
    assertNoSubmodules(id, entries);
    const read = (blob: string) => this.#objects.blob(source.url, commit, blob);
    const wanted = entries.length <= EAGER_FILES ? entries : [skill];
    for (const entry of wanted) read(entry.id).catch(() => undefined);
    const byPath = new Map(entries.map((entry) => [entry.path, entry]));
    const file = await followLink(skill, { id, entries: byPath, read });
    const bytes = await read(file.id);
    return this.#readSkill(id, atRevision(source, tag), bytes).dependencies;
  }

  async locate(id: SkillId, version: Version, source: GitSource): Promise<Locator> {
    const { url, path, reference } = source;
    const { commit, tag } = await this.#revision(id, version, source);
    return {
      id,
      version,
      pin: { kind: 'git', url, path, reference, tag, commit },
      integrity: null,
    };
  }

  async #revision(id: SkillId, version: Version, source: GitSource): Promise<Revision> {
    const revisions = await this.#revisions(id, source);
    const found = revisions.find((revision) => revision.version === version);
    if (found !== undefined) return found;
    throw new PaksError('REF_NOT_FOUND', {
      message: `\`${source.url}\` has no version \`${version}\` of \`${id}\` any more`,
    });
  }

  async #revisions(id: SkillId, source: GitSource): Promise<readonly Revision[]> {
    const { url, reference } = source;
    if (reference.kind === 'versions') return this.#taggedVersions(id, source);
    if (reference.kind === 'commit') return [await this.#untagged(url, reference.id as CommitId)];
    const pinned = this.#pins.get(`${id} ${sourceKey(source)}`);
    if (pinned !== undefined) return [await this.#untagged(url, pinned)];
    const found = await askReference(this.#objects, source);
    if (reference.kind === 'tag') return [await this.#tagged(url, found)];
    return [await this.#untagged(url, found.commit)];
  }

  async #taggedVersions(id: SkillId, source: GitSource): Promise<readonly TaggedVersion[]> {
    const references = await this.#objects.references(source.url, 'refs/tags/');
    const versions = versionsOfSkill(references, { id, path: source.path });
    if (versions.length > 0) return versions;
    throw new PaksError('REF_NOT_FOUND', {
      message: `\`${source.url}\` has no version tags for \`${id}\`, so no range can choose one`,
      hint: 'name a `branch`, a `tag` or a `rev` instead of a `version`',
    });
  }

  async #tagged(url: string, { name, commit }: RemoteReference): Promise<Revision> {
    const tag = name.slice('refs/tags/'.length);
    const release = parseTag(tag);
    if (release === null) return { ...(await this.#untagged(url, commit)), tag };
    return { version: release.version, commit, tag };
  }

  async #untagged(url: string, commit: CommitId): Promise<Revision> {
    const { committedAt } = await this.#objects.tree(url, commit);
    return { version: pseudoVersion(commit, committedAt), commit };
  }
}

/** What lies beside a tagged version belongs to the same tag, whether or not it has versions of its own. */
function atRevision(source: GitSource, tag: string | undefined): GitSource {
  if (source.reference.kind !== 'versions' || tag === undefined) return source;
  return { ...source, reference: { kind: 'tag', name: tag } };
}
