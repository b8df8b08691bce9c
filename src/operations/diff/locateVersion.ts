import { nearest } from '../../errors/nearest.ts';
import { PaksError } from '../../errors/PaksError.ts';
import { pseudoVersion } from '../../fetchers/pseudoVersion.ts';
import { versionsOfSkill } from '../../git/tags.ts';
import { type CommitId, isCommitId, type Locator, sourceOf } from '../../model/Locator.ts';
import type { LockedSkill } from '../../model/Lockfile.ts';
import { isVersion, parseVersion, type Version } from '../../model/Range.ts';
import type { GitReference, GitSource } from '../../model/Source.ts';
import { newestOf } from '../outdated/newestOf.ts';
import { offerOf } from '../outdated/offerOf.ts';
import type { Services } from '../Services.ts';
import type { Sources } from '../Sources.ts';

const MOST_NAMED = 8;

/** Where versions are looked for. */
export interface Locating {
  readonly locked: LockedSkill;
  readonly sources: Sources;
}

/**
 * Where a version of a locked skill is that its own source offers: `latest`, a version, or of git a
 * tag, a branch or a whole commit id, with `refs/tags/…` and `refs/heads/…` to be exact. Throws
 * `SKILL_NOT_FOUND` or `REF_NOT_FOUND`, and `USAGE` where a tag and a branch have the name.
 */
export async function locateVersion(
  name: string,
  locating: Locating,
  services: Services,
): Promise<Locator> {
  const { locked, sources } = locating;
  const source = sourceOf(locked.pin);
  if (source.kind === 'path') return locked;
  if (name === 'latest') return locateLatest(locating, services);
  if (source.kind === 'git') return locateInGit(name, source, locating);
  if (!isVersion(name)) throw notOffered(name, locating, await offered(locating));
  const version = parseVersion(name);
  const versions = await offered(locating);
  if (!versions.includes(version)) throw notOffered(name, locating, versions);
  return sources.provider.locate(locked.id, version, source);
}

async function locateLatest({ locked, sources }: Locating, { clock }: Services): Promise<Locator> {
  const { id } = locked;
  const source = sourceOf(locked.pin);
  const answer = await sources.provider.versions(id, source);
  const candidates = answer.kind === 'found' ? answer.value : [];
  const { minimumReleaseAge: age } = sources.config;
  const offer = await offerOf({ id, source, candidates }, sources);
  const { usable } = newestOf(offer.candidates, age === undefined ? null : clock.now() - age);
  if (usable !== null) return offer.locate(usable);
  throw new PaksError(answer.kind === 'offline' ? 'OFFLINE' : 'SKILL_NOT_FOUND', {
    message: `the source of \`${id}\` offers no version that may be used`,
    hint: 'name the versions to compare: `paks diff NAME FROM TO`',
  });
}

async function offered({ locked, sources }: Locating): Promise<readonly Version[]> {
  const answer = await sources.provider.versions(locked.id, sourceOf(locked.pin));
  return answer.kind === 'found' ? answer.value.map(({ version }) => version) : [];
}

function notOffered(name: string, { locked }: Locating, versions: readonly Version[]): PaksError {
  const near = nearest(name, versions);
  const newest = versions.slice(0, MOST_NAMED).join(', ');
  const more = versions.length > MOST_NAMED ? ` and ${versions.length - MOST_NAMED} more` : '';
  const hint = near === undefined ? `it has ${newest}${more}` : `did you mean \`${near}\`?`;
  return new PaksError('SKILL_NOT_FOUND', {
    message: `\`${locked.id}\` has no version \`${name}\``,
    hint,
  });
}

async function locateInGit(
  name: string,
  source: GitSource,
  { locked, sources }: Locating,
): Promise<Locator> {
  const { objects } = sources;
  const { id } = locked;
  const at = async (reference: GitReference, commit: CommitId, tag?: string): Promise<Locator> => {
    const { committedAt } = await objects.tree(source.url, commit);
    const version = pseudoVersion(commit, committedAt);
    return { id, version, pin: { ...source, reference, commit, tag }, integrity: null };
  };
  if (isCommitId(name)) return at({ kind: 'commit', id: name }, name);
  if (isVersion(name)) {
    const tags = await objects.references(source.url, 'refs/tags/');
    const version = parseVersion(name);
    const versions = versionsOfSkill(tags, { id, path: source.path });
    const found = versions.find((each) => each.version === version);
    if (found !== undefined) {
      const { tag, commit } = found;
      const pin = { ...source, reference: { kind: 'versions' } as const, tag, commit };
      return { id, version, pin, integrity: null };
    }
  }
  const found = await findNamed(name, source, sources);
  return at(found.reference, found.commit);
}

/** The tag or the branch of a name; never one for the other (T10). */
async function findNamed(name: string, source: GitSource, { objects }: Sources) {
  const short = name.replace(/^refs\/(?:tags|heads)\//, '');
  const find = async (kind: 'tag' | 'branch', prefix: string) => {
    if (name !== short && !name.startsWith(prefix)) return null;
    const listed = await objects.references(source.url, `${prefix}${short}`);
    const commit = listed.find((each) => each.name === `${prefix}${short}`)?.commit;
    return commit === undefined ? null : { reference: { kind, name: short } as const, commit };
  };
  const tag = await find('tag', 'refs/tags/');
  const branch = await find('branch', 'refs/heads/');
  if (tag !== null && branch !== null && tag.commit !== branch.commit) {
    throw new PaksError('USAGE', {
      message: `\`${source.url}\` has a tag and a branch \`${short}\``,
      hint: `say \`refs/tags/${short}\` or \`refs/heads/${short}\``,
    });
  }
  const found = tag ?? branch;
  if (found !== null) return found;
  throw new PaksError('REF_NOT_FOUND', {
    message: `\`${source.url}\` has no version, tag or branch \`${name}\``,
    hint: 'give one of those, a whole commit id, `installed`, `locked` or `latest`',
  });
}
