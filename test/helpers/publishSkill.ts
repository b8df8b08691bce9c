import { createAccount, findAccount } from '../../packages/registry/src/accounts/Account.ts';
import { readyVersion } from '../../packages/registry/src/indexing/indexTag.ts';
import { recordVersion } from '../../packages/registry/src/skills/recordVersion.ts';
import type { CommitId } from '../../src/model/Locator.ts';
import type { SkillFile } from '../../src/model/SkillTree.ts';
import { makeGitRepository, type TestFile, type TestRepository } from './gitRepository.ts';
import type { TestRegistry } from './startRegistry.ts';

/** A version to publish; what is left out is made up. */
export interface TestRelease {
  readonly account: string;
  readonly name: string;
  readonly version: string;
  readonly description?: string | undefined;
  readonly dependencies?: Readonly<Record<string, string>> | undefined;
  /** More lines of frontmatter, such as `license: MIT`. */
  readonly frontmatter?: readonly string[] | undefined;
  /** Files of the skill, by path relative to it; a `SKILL.md` here replaces the one that is made up. */
  readonly files?: Readonly<Record<string, TestFile>> | undefined;
}

/** A host from `startGitHost`, with the folder it serves. Repositories are named after accounts. */
export interface ReleaseHost {
  readonly url: string;
  readonly root: string;
}

/**
 * Publishes one version as an author does: commits it to the account's real git repository, tags it
 * `NAME@VERSION`, and has the registry index the tag over HTTP (which is allowed the host for it).
 * Throws with the registry's answer when it refuses.
 */
export async function publishSkill(
  registry: TestRegistry,
  host: ReleaseHost,
  release: TestRelease,
): Promise<void> {
  const { account, name } = release;
  await commitReleases(host, account, [release]);
  registry.allowHost(new URL(host.url).host);
  const answer = await fetch(`${registry.url}/api/skills/index`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await registry.createToken(account)}` },
    body: JSON.stringify({
      repository: `${host.url}/${account}.git`,
      tag: tagOf(release),
      skill_path: name,
    }),
  });
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`);
}

/**
 * Publishes hundreds of versions quickly, with the same outcome: the git repositories are as real, but
 * the registry is handed the files directly instead of over HTTP and git. Versions of one skill are
 * published in the order given.
 */
export async function publishSkills(
  registry: TestRegistry,
  host: ReleaseHost,
  releases: readonly TestRelease[],
): Promise<void> {
  for (const round of roundsOf(releases)) {
    const [{ account } = { account: '' }] = round;
    const commit = await commitReleases(host, account, round);
    for (const release of round) await recordDirectly(registry, { host, release, commit });
  }
}

interface Direct {
  readonly host: ReleaseHost;
  readonly release: TestRelease;
  readonly commit: CommitId;
}

async function recordDirectly(
  { registry }: TestRegistry,
  { host, release, commit }: Direct,
): Promise<void> {
  const { account: name } = release;
  const account =
    (await findAccount(registry.sql, name)) ??
    (await createAccount(registry.sql, { name, kind: 'user', now: registry.now() }));
  const files = Object.entries(filesOf(release)).map(([path, file]) => skillFile(path, file));
  const place = { url: `${host.url}/${name}.git`, tag: tagOf(release), path: release.name };
  const { version } = readyVersion({ commit, files }, place);
  await recordVersion(registry, version, { account, actor: name, visibility: null });
}

interface KnownRepository {
  readonly repository: TestRepository;
  readonly files: Map<string, TestFile>;
}

const known = new WeakMap<ReleaseHost, Map<string, KnownRepository>>();

/** One commit with these releases' files beside all others of the account's, and a tag for each. */
async function commitReleases(
  host: ReleaseHost,
  account: string,
  releases: readonly TestRelease[],
): Promise<CommitId> {
  const { repository, files } = await repositoryOf(host, account);
  for (const release of releases) {
    for (const path of files.keys()) if (path.startsWith(`${release.name}/`)) files.delete(path);
    for (const [path, file] of Object.entries(filesOf(release))) {
      files.set(`${release.name}/${path}`, file);
    }
  }
  const tags = releases.map(tagOf);
  return (await repository.commit(Object.fromEntries(files), { tags })) as CommitId;
}

async function repositoryOf(host: ReleaseHost, account: string): Promise<KnownRepository> {
  const ofHost = known.get(host) ?? new Map<string, KnownRepository>();
  known.set(host, ofHost);
  const made = ofHost.get(account) ?? {
    repository: await makeGitRepository(host.root, account),
    files: new Map<string, TestFile>(),
  };
  ofHost.set(account, made);
  return made;
}

/** Groups of one account in which no skill stands twice, in order. */
function roundsOf(releases: readonly TestRelease[]): Iterable<readonly TestRelease[]> {
  const rounds = new Map<string, TestRelease[]>();
  const seen = new Map<string, number>();
  for (const release of releases) {
    const id = `${release.account}/${release.name}`;
    const turn = seen.get(id) ?? 0;
    seen.set(id, turn + 1);
    const key = `${String(turn).padStart(6, '0')} ${release.account}`;
    rounds.set(key, [...(rounds.get(key) ?? []), release]);
  }
  return [...rounds].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, round]) => round);
}

function filesOf(release: TestRelease): Readonly<Record<string, TestFile>> {
  return { 'SKILL.md': skillText(release), ...release.files };
}

function skillText(release: TestRelease): string {
  const { name, version, description = `What ${name} does`, dependencies = {} } = release;
  const wanted = Object.entries(dependencies).map(([id, range]) => `${id}@${range}`);
  return [
    '---',
    `name: ${name}`,
    `description: ${description}`,
    ...(release.frontmatter ?? []),
    'metadata:',
    `  version: "${version}"`,
    ...(wanted.length === 0 ? [] : [`  dependencies: "${wanted.join(', ')}"`]),
    '---',
    `# ${name}`,
    '',
  ].join('\n');
}

function skillFile(path: string, file: TestFile): SkillFile {
  if (typeof file === 'string') return { path, mode: 0o644, bytes: Buffer.from(file) };
  if (ArrayBuffer.isView(file)) return { path, mode: 0o644, bytes: file };
  if (file.mode === '120000' || file.mode === '160000') {
    throw new Error(`\`${path}\`: publish links and submodules with publishSkill`);
  }
  return {
    path,
    mode: file.mode === '100755' ? 0o755 : 0o644,
    bytes: Buffer.from(file.content),
  };
}

function tagOf({ name, version }: TestRelease): string {
  return `${name}@${version}`;
}
