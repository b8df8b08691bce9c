import { PaksError } from '../../errors/PaksError.ts';
import { parseTag, skillVersions } from '../../git/tags.ts';
import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import type { LocalTag, WorkingCopyStatus } from '../../git/workingCopyOutput.ts';
import { chooseRemote } from '../../git/remotes.ts';
import type { CommitId } from '../../model/Locator.ts';
import { isReferenceName } from '../../model/referenceName.ts';
import { chooseTag } from '../../publish/chooseTag.ts';
import { integrityOfFiles } from '../../publish/readSkillAt.ts';
import { registryAddress, withoutCredentials } from '../../publish/registryAddress.ts';
import type {
  EarlierRelease,
  RegistryFacts,
  ReleaseFacts,
  RemoteFacts,
} from '../../publish/ReleaseFacts.ts';
import type { Services } from '../Services.ts';
import { indexedContent, openPublishing, refuseForeignDependencies } from './askRegistry.ts';
import { askRemote, refuseOffline } from './askRemote.ts';
import type { PublishInput } from './PublishInput.ts';
import type { Release } from './readRelease.ts';

/** What is known of a release before anybody else is asked. */
export interface LocalFacts {
  readonly copy: WorkingCopy;
  readonly status: WorkingCopyStatus;
  readonly head: CommitId;
  readonly release: Release;
}

/**
 * Asks the repository, the remote and the registry for all that a plan depends on, telling what was found in
 * order. Everything that can fail for want of a right or a connection fails here, before anything is changed.
 */
export async function gatherFacts(
  { copy, status, head, release }: LocalFacts,
  input: PublishInput,
  services: Services,
): Promise<ReleaseFacts> {
  const { name, version, edit, files, paths } = release;
  const tags = await copy.tags();
  const { tagPrefix: prefix } = input;
  const names = tags.map((tag) => tag.name);
  const tag = chooseTag({ name, version, directory: copy.directory, paths, tags: names, prefix });
  const common = { copy, head, release, tag };
  const pushed = input.push ? await askOthers(common, { input, status, services }) : null;
  return {
    name,
    description: release.description,
    directory: copy.directory,
    from: release.from,
    version,
    rewrites: edit.before !== edit.after,
    integrity: integrityOfFiles(files),
    commit: head,
    currentBranch: status.branch,
    tag,
    localTag: names.includes(tag) ? await copy.tagObject(tag) : null,
    earlier: await findEarlier(common, tags),
    remote: pushed?.remote ?? null,
    registry: pushed?.registry ?? null,
    now: services.clock.now(),
  };
}

interface Common extends Pick<LocalFacts, 'copy' | 'head' | 'release'> {
  readonly tag: string;
}

interface Asking {
  readonly input: PublishInput;
  readonly status: WorkingCopyStatus;
  readonly services: Services;
}

async function askOthers(
  { copy, head, release, tag }: Common,
  { input, status, services }: Asking,
): Promise<{ readonly remote: RemoteFacts; readonly registry: RegistryFacts | null }> {
  const { reporter } = services;
  const passed = (text: string): void => reporter.report({ type: 'step', mark: 'passed', text });
  refuseOffline(services);
  const branch = checkBranch(input.branch) ?? status.branch;
  const settings = await copy.settings();
  const { name, url } = chooseRemote({ settings, branch: status.branch, wanted: input.remote });
  const repository = input.notify ? registryAddress(input.repository ?? url) : null;
  if (repository !== null) refuseForeignDependencies(release.metadata);
  const answer = await askRemote(copy, { remote: name, branch, head }, services);
  passed(`Remote '${name}' configured (${withoutCredentials(url)})`);
  const hasTag = answer.references.some((reference) => reference.name === `refs/tags/${tag}`);
  const remote = { name, hasTag, branch: answer.branch };
  if (repository === null) return { remote, registry: null };
  const publishing = await openPublishing(services, input.account);
  passed(`Registry '${publishing.name}' knows you, publishing as ${publishing.account}`);
  const indexed = await indexedContent(publishing, release.name, release.version);
  return { remote, registry: { name: publishing.name, repository, indexed } };
}

/** A release of the same version under whatever tag, and whether the skill changed since. */
async function findEarlier(
  { copy, head, release }: Common,
  tags: readonly LocalTag[],
): Promise<EarlierRelease | null> {
  const references = tags.map(({ name, commit }) => ({ name: `refs/tags/${name}`, commit }));
  const found = skillVersions(references, [release.name]).find(
    ({ version }) => version === release.version,
  );
  if (found === undefined || parseTag(found.tag) === null) return null;
  const then = await copy.idAt(found.commit, copy.directory);
  // A plain tag may be that of another skill of the repository, from before this one was there.
  if (then === null) return null;
  return { tag: found.tag, changed: then !== (await copy.idAt(head, copy.directory)) };
}

function checkBranch(branch: string | null): string | null {
  if (branch === null || isReferenceName(branch)) return branch;
  throw new PaksError('USAGE', {
    message: `\`${branch}\` cannot be the name of a branch`,
    hint: 'write it as `git branch` shows it: `--branch main`',
  });
}
