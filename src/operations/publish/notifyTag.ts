import { basename } from 'node:path';
import { PaksError } from '../../errors/PaksError.ts';
import { chooseRemote } from '../../git/remotes.ts';
import { parseTag } from '../../git/tags.ts';
import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import { parseSkill } from '../../manifest/parseSkill.ts';
import type { CommitId } from '../../model/Locator.ts';
import { isReferenceName } from '../../model/referenceName.ts';
import type { SkillMetadata } from '../../model/SkillMetadata.ts';
import { SKILL_FILE } from '../../model/skillPath.ts';
import type { SkillFile } from '../../model/SkillTree.ts';
import { DEFAULT_REGISTRY } from '../../model/Source.ts';
import { integrityOfFiles, readSkillAt } from '../../publish/readSkillAt.ts';
import { registryAddress } from '../../publish/registryAddress.ts';
import type { PublishResult } from '../PublishResult.ts';
import type { Services } from '../Services.ts';
import { openPublishing } from './askRegistry.ts';
import { refuseOffline } from './askRemote.ts';
import type { PublishInput } from './PublishInput.ts';
import { publishedFiles } from './releaseResult.ts';

/** Where a tag is, and whom to tell of it. */
export interface NotifyContext {
  readonly copy: WorkingCopy;
  readonly input: PublishInput;
  readonly services: Services;
}

/**
 * Tells a registry of a tag that is pushed, and changes nothing else. Throws `REF_NOT_FOUND` for a tag
 * that the remote has not, and whatever the registry says.
 */
export async function notifyTag(
  tag: string,
  { copy, input, services }: NotifyContext,
): Promise<PublishResult> {
  refuseOffline(services);
  const { branch } = await copy.status();
  const settings = await copy.settings();
  const { name: remote, url } = chooseRemote({ settings, branch, wanted: input.remote });
  const repository = registryAddress(input.repository ?? url);
  const commit = await findPushed(tag, remote, copy);
  const publishing = await openPublishing(services, input.account);
  const planned = await plannedNotice(tag, { copy, commit });
  const registry = publishing.name;
  if (input.dryRun) return { ...planned, remote, registry };
  const text = `Notifying registry to index ${tag}...`;
  services.reporter.report({ type: 'step', mark: 'started', text });
  const { directory } = copy;
  const release = { repository, tag, directory, account: input.account };
  const { id, version, url: page } = await publishing.client.index(release);
  const name = id.slice(id.indexOf('/') + 1);
  return { ...planned, status: 'published', remote, registry, id, name, version, url: page };
}

async function findPushed(tag: string, remote: string, copy: WorkingCopy): Promise<CommitId> {
  const name = `refs/tags/${tag}`;
  const references = isReferenceName(tag) ? await copy.remoteReferences(remote, 'HEAD') : [];
  const found = references.find((reference) => reference.name === name);
  if (found !== undefined) return found.commit;
  const isHere = isReferenceName(tag) && (await copy.tagged(tag)) !== null;
  throw new PaksError('REF_NOT_FOUND', {
    message: `\`${remote}\` has no tag \`${tag}\``,
    hint: isHere
      ? `push it: \`git push ${remote} refs/tags/${tag}\``
      : `see what it has: \`git ls-remote --tags ${remote}\``,
    data: { tag, remote },
  });
}

/** What this repository knows of the tag; the registry's answer says the rest. */
async function plannedNotice(
  tag: string,
  { copy, commit }: { readonly copy: WorkingCopy; readonly commit: CommitId },
): Promise<PublishResult> {
  const isHere = (await copy.idAt(commit, copy.directory)) !== null;
  const files = isHere ? (await readSkillAt(copy, commit, copy.directory)).files : [];
  const { name, version } = metadataOf(files);
  return {
    status: 'planned',
    name: name ?? basename(copy.directory === '' ? copy.root : copy.directory),
    version: parseTag(tag)?.version ?? version ?? tag,
    from: null,
    tag,
    message: null,
    commit,
    root: copy.root,
    directory: copy.directory,
    remote: null,
    branch: null,
    registry: null,
    id: null,
    url: null,
    integrity: isHere ? integrityOfFiles(files) : null,
    files: publishedFiles(files),
    commands: [],
    undone: [],
    warnings: [],
  };
}

function metadataOf(files: readonly SkillFile[]): Pick<SkillMetadata, 'name' | 'version'> {
  const bytes = files.find(({ path }) => path === SKILL_FILE)?.bytes;
  const options = { file: SKILL_FILE, registry: DEFAULT_REGISTRY, allowInvalid: true };
  return bytes === undefined ? {} : parseSkill(bytes, options);
}
