import { PaksError } from '../../errors/PaksError.ts';
import { isPassing, tryPush } from '../../git/push.ts';
import type { RemoteReference } from '../../git/GitClient.ts';
import type { WorkingCopy } from '../../git/WorkingCopy.ts';
import { retrying } from '../../io/retrying.ts';
import type { CommitId } from '../../model/Locator.ts';
import type { RemoteFacts } from '../../publish/ReleaseFacts.ts';
import type { Services } from '../Services.ts';

/** What a remote is asked about. */
export interface RemoteQuestion {
  readonly remote: string;
  /** Null where HEAD is detached. */
  readonly branch: string | null;
  readonly head: CommitId;
}

/** What a remote has, and that it would take a push. */
export interface RemoteAnswer {
  readonly branch: RemoteFacts['branch'];
  readonly references: readonly RemoteReference[];
}

/**
 * Asks a remote for its branch and tags, and whether it lets the user push at all, so that nothing is
 * changed for a push that cannot be. Throws `OFFLINE`, `AUTH_REQUIRED`, `FORBIDDEN`,
 * `REPOSITORY_UNREACHABLE` or a network code, after the retries that are due.
 */
export async function askRemote(
  copy: WorkingCopy,
  { remote, branch, head }: RemoteQuestion,
  services: Services,
): Promise<RemoteAnswer> {
  refuseOffline(services);
  const { clock, reporter, signal } = services;
  const retries = { clock, reporter, signal, subject: remote, isPassing };
  const references = await retrying(() => copy.remoteReferences(remote, branch ?? 'HEAD'), retries);
  await retrying(() => tryPush(copy, remote), retries);
  const tip = references.find(({ name }) => name === `refs/heads/${branch}`)?.commit;
  return { references, branch: await compare(copy, head, tip) };
}

/** Throws `OFFLINE` where the network is not to be used. */
export function refuseOffline({ config }: Services): void {
  if (!config.offline) return;
  throw new PaksError('OFFLINE', {
    message: 'a release is pushed and indexed, and Paks is offline',
    hint: 'leave out `--offline` (or `PAKS_OFFLINE`), or pass `--no-push` to make commit and tag only',
  });
}

async function compare(
  copy: WorkingCopy,
  head: CommitId,
  tip: CommitId | undefined,
): Promise<RemoteFacts['branch']> {
  if (tip === undefined) return 'absent';
  if (tip === head) return 'same';
  if (await copy.contains(tip, head)) return 'ahead';
  return (await copy.contains(head, tip)) ? 'behind' : 'diverged';
}
