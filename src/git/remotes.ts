import { PaksError } from '../errors/PaksError.ts';
import { type GitSetting, rewriteUrl } from './gitSettings.ts';

/** A remote as it is configured. */
export interface Remote {
  readonly name: string;
  /** Where it is read from, after `insteadOf`; may hold a password. */
  readonly url: string;
}

/** The configured remotes, in the order of the configuration. */
export function remotesOf(settings: readonly GitSetting[]): readonly Remote[] {
  const urls = new Map<string, string>();
  for (const { key, value } of settings) {
    const name = /^remote\.(.+)\.url$/s.exec(key)?.[1];
    if (name !== undefined && !urls.has(name)) urls.set(name, rewriteUrl(value, settings));
  }
  return [...urls].map(([name, url]) => ({ name, url }));
}

/** What decides which remote is pushed to. */
export interface RemoteQuestion {
  readonly settings: readonly GitSetting[];
  /** The current branch; null where HEAD is detached. */
  readonly branch: string | null;
  /** The one that was asked for; null for the default. */
  readonly wanted: string | null;
}

/**
 * The remote to push to: the one asked for, else as `git push` chooses (`branch.B.pushRemote`,
 * `remote.pushDefault`, `branch.B.remote`), else `origin`, else the first. Throws `REMOTE_MISSING`.
 */
export function chooseRemote({ settings, branch, wanted }: RemoteQuestion): Remote {
  const remotes = remotesOf(settings);
  const named = (name: string | null): Remote | undefined =>
    remotes.find((remote) => remote.name === name);
  if (wanted !== null) return named(wanted) ?? missing(wanted, remotes);
  const last = (key: string): string | null =>
    settings.findLast((setting) => setting.key === key)?.value ?? null;
  const chosen =
    named(last(`branch.${branch}.pushremote`)) ??
    named(last('remote.pushdefault')) ??
    named(last(`branch.${branch}.remote`)) ??
    named('origin') ??
    remotes[0];
  return chosen ?? missing(null, remotes);
}

function missing(wanted: string | null, remotes: readonly Remote[]): never {
  const known = remotes.map(({ name }) => name);
  throw new PaksError('REMOTE_MISSING', {
    message:
      wanted === null
        ? 'the repository has no remote to push the release to'
        : `the repository has no remote \`${wanted}\``,
    hint:
      known.length === 0
        ? 'add one: `git remote add origin https://host/owner/repository.git`; or stay here with `--no-push`'
        : `it has ${known.map((name) => `\`${name}\``).join(', ')}`,
    data: { remote: wanted, known },
  });
}
